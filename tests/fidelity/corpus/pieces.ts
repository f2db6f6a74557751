/** Sentences as they stand in custody contracts and notices; our own words. */
const SENTENCES = [
  "托管机构应当按照合同约定的期限和方式开展工作，及时向委托方报告进展情况。",
  "双方确认，本合同所称知识产权包括专利、商标、著作权、集成电路布图设计以及植物新品种等。",
  "自2026年1月1日起至2027年12月31日止，服务费总额为人民币120,000.00元，分两次支付。",
  "乙方安排不少于2名专职人员，其中至少1人具有1年以上从业经验，并在开展工作前书面通知甲方。",
  "对于申请号为CN202610012345.6的发明专利，应在年费缴纳期限届满前30日内提醒委托方。",
  "任何一方不得向第三方披露对方的商业秘密，法律、行政法规另有规定的除外。",
  "争议由双方协商解决；协商不成的，任何一方均可向甲方所在地人民法院提起诉讼。",
  "县级以上地方人民政府管理部门负责本行政区域内托管合同的备案、统计与监督检查工作。",
  "园区企业凭统一社会信用代码在平台登记，通过“托管”栏目查询PCT申请、商标注册等事项的办理结果。",
  "考核结果分为优秀（90分以上）、合格（60—89分）和不合格三个等级，并作为下一年度安排工作的依据。",
];

/** Escapes text for XML. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** `count` sentences, beginning with the one of this number. */
export const prose = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => SENTENCES[(from + index) % SENTENCES.length]).join("");

/** A run. */
export const r = (text: string, properties = ""): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** A paragraph of text, or of runs that are already XML. */
export const p = (content: string, properties = "", run = ""): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith("<") ? content : content === "" ? "" : r(content, run)}</w:p>`;

/** Several paragraphs of prose with one look. */
export const paragraphs = (count: number, properties = "", sentences = 3): string =>
  Array.from({ length: count }, (_, index) => p(prose(sentences, index * 3), properties)).join("");

/** A complex field with its stored result. */
export const field = (instruction: string, result: string, properties = ""): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr>${properties}</w:rPr><w:instrText xml:space="preserve"> ${escaped(instruction)} </w:instrText></w:r><w:r><w:rPr>${properties}</w:rPr><w:fldChar w:fldCharType="separate"/></w:r>${r(result, properties)}<w:r><w:rPr>${properties}</w:rPr><w:fldChar w:fldCharType="end"/></w:r>`;

/** Section end: A4 with 25.4 mm margins unless said otherwise; `first` stands before the page size, `last` after the margins. */
export const sectPr = ({
  first = "",
  last = "",
  size = '<w:pgSz w:w="11906" w:h="16838"/>',
  margins = '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/>',
} = {}): string => `<w:sectPr>${first}${size}${margins}${last}</w:sectPr>`;

/** A paragraph that ends a section. */
export const sectionEnd = (section: string, content = ""): string => p(content, section);

/** A table cell; `properties` follow the width. */
export const tc = (width: number, content: string, properties = ""): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${content.startsWith("<") ? content : p(content)}</w:tc>`;

/** A table row. */
export const tr = (cells: string, properties = ""): string =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;

const LINE = 'w:val="single" w:sz="4" w:space="0" w:color="auto"';

/** All six table borders, thin. */
export const GRID = `<w:tblBorders><w:top ${LINE}/><w:left ${LINE}/><w:bottom ${LINE}/><w:right ${LINE}/><w:insideH ${LINE}/><w:insideV ${LINE}/></w:tblBorders>`;

/** A table of these column widths. */
export const tbl = (grid: readonly number[], rows: string, properties = GRID): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${grid.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/>${properties}</w:tblPr><w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>${rows}</w:tbl>`;

/** A paragraph style. */
export const style = (id: string, { base = "Normal", paragraph = "", run = "" } = {}): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${base}"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;

/** Points to a paragraph style. */
export const is = (id: string): string => `<w:pStyle w:val="${id}"/>`;

/** An East Asian family. */
export const family = (name: string): string => `<w:rFonts w:eastAsia="${name}"/>`;
/** A size in half points. */
export const size = (halfPoints: number): string =>
  `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
