import type { DecisionQuestion } from "mailveil/import";
import { useId, useState } from "preact/hooks";
import { Said } from "../../parts/said.tsx";
import type { Given } from "./decided.ts";

type Give = (path: string, value: unknown) => void;

interface Props {
  readonly questions: readonly DecisionQuestion[];
  readonly given: Given;
  readonly onGive: Give;
}

/** What only a person can tell, as a form. Nothing is chosen beforehand: a guess could show somebody's mail. */
export function Questions({ questions, given, onGive }: Props) {
  return (
    <div class="decisions">
      {questions.map((question) => (
        <Question key={question.path} question={question} value={given.get(question.path)} onGive={onGive} />
      ))}
    </div>
  );
}

function Question({ question, value, onGive }: { question: DecisionQuestion; value: unknown; onGive: Give }) {
  const { path, about, answer } = question;
  return (
    <fieldset class="pane decision">
      <legend>
        {about === undefined ? null : (
          <strong>
            <Said text={`${about}: `} />
          </strong>
        )}
        <Said text={question.question} />
      </legend>
      <Choices question={question} value={value} onGive={onGive} />
      {answer === "open" ? <Open path={path} value={value} onGive={onGive} /> : null}
    </fieldset>
  );
}

function isAmong(value: unknown, choice: unknown): boolean {
  return Array.isArray(value) && value.some((one) => JSON.stringify(one) === JSON.stringify(choice));
}

function Choices({ question, value, onGive }: { question: DecisionQuestion; value: unknown; onGive: Give }) {
  const name = useId();
  const { path, answer, choices } = question;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const toggle = (choice: unknown): void => {
    const others = chosen.filter((one) => JSON.stringify(one) !== JSON.stringify(choice));
    onGive(path, others.length === chosen.length ? [...chosen, choice] : others);
  };
  return (
    <>
      {choices.map(({ value: choice, meaning }) => {
        const text = JSON.stringify(choice);
        return (
          <label key={text} class="choice">
            <input
              type={answer === "list" ? "checkbox" : "radio"}
              name={name}
              checked={answer === "list" ? isAmong(value, choice) : JSON.stringify(value) === text}
              onChange={() => (answer === "list" ? toggle(choice) : onGive(path, choice))}
            />
            <span>
              <Said text={meaning} /> <code>{text}</code>
            </span>
          </label>
        );
      })}
      {answer === "list" ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={Array.isArray(value) && value.length === 0}
            onChange={() => onGive(path, [])}
          />
          <span>None of them</span>
        </label>
      ) : null}
    </>
  );
}

/** The choices are examples here: another answer can be written as JSON. */
function Open({ path, value, onGive }: { path: string; value: unknown; onGive: Give }) {
  const id = useId();
  const [failure, setFailure] = useState("");
  const take = (text: string): void => {
    try {
      onGive(path, JSON.parse(text));
      setFailure("");
    } catch {
      setFailure("This is no JSON.");
    }
  };
  return (
    <div class="field">
      <label for={id}>Another answer, as JSON</label>
      <input
        id={id}
        type="text"
        class="moment"
        spellcheck={false}
        autocomplete="off"
        aria-invalid={failure !== ""}
        value={value === undefined ? "" : JSON.stringify(value)}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <p class="hint" role="status">
        {failure}
      </p>
    </div>
  );
}
