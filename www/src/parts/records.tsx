import { useAnswer } from "../state/answer.ts";
import { reference } from "../state/names.ts";
import { RECORD_TYPES } from "../texts/words.ts";
import { Chooser, type Found } from "./chooser.tsx";

function useRecords(text: string, open: boolean): Found {
  const { answer } = useAnswer("findRecords", open ? { text } : undefined, "records");
  const choices = (answer?.hits ?? []).map(({ id, row, name, type }) => ({
    id: reference(id, row),
    label: name ?? id,
    hint: `${RECORD_TYPES[type]} · ${id}`,
  }));
  return { choices, total: answer?.total ?? 0 };
}

interface Props {
  readonly shown: string;
  readonly value: string;
  readonly hint: string;
  readonly onChoose: (reference: string) => void;
}

/** A record, searched for by its name, type and id. The worker searches: there may be very many. */
export function RecordField({ shown, value, hint, onChoose }: Props) {
  return <Chooser label="Record" value={value} shown={shown} hint={hint} useFound={useRecords} onChoose={onChoose} />;
}
