import type { MessageView } from "../../../schemas/api/envelope.ts";
import { Page } from "../page.tsx";
import { beijingTime } from "../words.ts";

const KINDS: Readonly<Record<MessageView["kind"], string>> = {
  invitation: "邀请签署",
  code: "验证码",
  reminder: "催签",
  completed: "已完成",
  declined: "已拒签",
  voided: "已撤销",
  extended: "已延期",
  transferred: "已转交",
};
const STATES: Readonly<Record<MessageView["state"], string>> = {
  queued: "等待发出",
  sent: "已显示于此（未发送）",
  failed: "未成功，将再试",
  refused: "不再发送",
};

const LINK = /(https?:\/\/\S+\/s\/[\w-]{43})/;

/** A message with its link to follow; every other text stays text. */
function Text(props: { readonly text: string }) {
  return <>{props.text.split(LINK).map((part) => (LINK.test(part) ? <a href={part}>{part}</a> : part))}</>;
}

/** What the phones of test mode would have got, newest first: nothing was sent. `asks`: who reads has to show a test key first. */
export function MessagesPage(props: {
  readonly messages: readonly MessageView[] | undefined;
  readonly problem?: string;
}) {
  const { messages, problem } = props;
  return (
    <Page title="测试消息">
      <h1>测试消息</h1>
      <p class="lead">
        测试模式不发送短信和邮件，本应发出的内容显示在这里：新的在前，刷新页面可看到最新的验证码。
      </p>
      {problem === undefined ? null : (
        <p class="sheet bad" role="alert">
          {problem}
        </p>
      )}
      {messages === undefined ? <KeyForm /> : null}
      {messages?.length === 0 ? <p class="sheet">还没有消息。</p> : null}
      {messages?.map((message) => (
        <section class="sheet">
          <p class="note">
            {KINDS[message.kind]} · {message.to} · {beijingTime(message.created_at)} · {STATES[message.state]}
          </p>
          <p>{message.text === null ? "内容已失效（验证码用过或过期）。" : <Text text={message.text} />}</p>
        </section>
      ))}
      {messages === undefined ? null : (
        <p>
          <a class="button" href="/messages">
            刷新
          </a>
        </p>
      )}
    </Page>
  );
}

function KeyForm() {
  return (
    <form class="sheet" method="post" action="/messages">
      <label for="key">测试密钥（zq_test_ 开头）</label>
      <input
        id="key"
        name="key"
        type="password"
        required
        maxlength={200}
        autocomplete="off"
        spellcheck={false}
      />
      <button type="submit">查看</button>
    </form>
  );
}
