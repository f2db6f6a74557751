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

/** What a reader looks for in a message: its link, its code. */
const MARKS = /(https?:\/\/\S+\/s\/[\w-]{43}|(?<=验证码 )\d{6}(?!\d))/;

/** A message with its link to follow and its code in sight; every other text stays text. */
function Text(props: { readonly text: string }) {
  return (
    <>
      {props.text
        .split(MARKS)
        .map((part) =>
          !MARKS.test(part) && !/^\d{6}$/.test(part) ? (
            part
          ) : part.startsWith("http") ? (
            <a href={part}>{part}</a>
          ) : (
            <strong class="code">{part}</strong>
          ),
        )}
    </>
  );
}

/** A message as a phone shows it: to whom and when in small, then what it says. */
function Message({ message }: { readonly message: MessageView }) {
  const { kind, to, created_at: at, state, text } = message;
  const delivery = state === "sent" ? "" : ` · ${STATES[state]}`;
  return (
    <li>
      <p class="note">
        <span>{`${KINDS[kind]} · ${to}${delivery}`}</span> <time datetime={at}>{beijingTime(at)}</time>
      </p>
      {text === null ? (
        <p class="note">验证码已用过或过期，内容不再保存。</p>
      ) : (
        <p class="bubble">
          <Text text={text} />
        </p>
      )}
    </li>
  );
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
      <p class="lead">测试模式不发短信和邮件，本应发出的内容按时间列在这里，最新的在最前。</p>
      {problem === undefined ? null : (
        <p class="sheet bad" role="alert">
          {problem}
        </p>
      )}
      {messages === undefined ? (
        <KeyForm />
      ) : (
        <p>
          <a class="button quiet" href="/messages">
            看有没有新消息
          </a>
        </p>
      )}
      {messages?.length === 0 ? <p class="sheet">还没有消息。</p> : null}
      {messages === undefined || messages.length === 0 ? null : (
        <ol class="messages">
          {messages.map((message) => (
            <Message message={message} />
          ))}
        </ol>
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
