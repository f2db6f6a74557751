/** Whether an address names the division it lies in. Form only: no register of divisions is asked. */

const PROVINCES =
  /^(?:中国|中华人民共和国)?[（(]?(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)/u;

const CITIES = /^(?:石家庄|唐山|秦皇岛|邯郸|邢台|保定|张家口|承德|沧州|廊坊|衡水|定州|辛集|雄安|周口|郑州)/u;

/** A division's name and its rank at the head of the address; 高新区 and other zones are no divisions. */
const DIVISION =
  /^(?:(?![路街巷号])\p{Script=Han}){2,8}?(?:省|市(?!场)|自治区|自治州|地区|盟|县|旗|(?<!高新|经开|开发|园|工业|科技|产业|保税|示范|小|社|校|厂|景|库)区)/u;

/** Whether the address begins with a province, city, county or district by name. */
export const namesDivision = (address: string): boolean =>
  PROVINCES.test(address) || CITIES.test(address) || DIVISION.test(address);

const BOX = /(?:第?\d+号?)?(?:邮政)?(?:专用)?信箱(?:第?\d+(?:号|分箱)?)?/u;

/** Whether an address is a post-office box and names no street, village or house number beside it. */
export const isBoxOnly = (address: string): boolean =>
  BOX.test(address) && !/[路街巷弄村]|大道|大厦|\d号/u.test(address.replace(BOX, ""));
