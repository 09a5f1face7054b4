import type { Policy } from "mailveil";
import { type ReactNode, useState } from "react";
import { AskingProvider, May, useAsking } from "./may.tsx";
import { snapshot } from "./snapshot.ts";

export function App({ policy }: { readonly policy: Policy }): ReactNode {
  const [viewer, setViewer] = useState("ann");
  return (
    <AskingProvider value={{ policy, viewer }}>
      <label>
        Signed in as{" "}
        <select value={viewer} onChange={(event) => setViewer(event.target.value)}>
          {snapshot.users.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <Threads />
    </AskingProvider>
  );
}

function Threads(): ReactNode {
  const { policy, viewer } = useAsking();
  const { ids } = policy.visibleThreads({ viewer });
  if (ids.length === 0) return <p>No mail for you.</p>;
  return (
    <ul>
      {ids.map((id) => (
        <li key={id} aria-label={id}>
          {snapshot.threads.find((thread) => thread.id === id)?.subject} <Buttons thread={id} />
        </li>
      ))}
    </ul>
  );
}

function Buttons({ thread }: { readonly thread: string }): ReactNode {
  return (
    <>
      <May action="reply" thread={thread}>
        <button type="button">Reply</button>
      </May>
      <May action="forward" thread={thread}>
        <button type="button">Forward</button>
      </May>
      <May action="unshare-thread" thread={thread}>
        <button type="button">Make private</button>
      </May>
      <May action="delete" thread={thread}>
        <button type="button">Delete</button>
      </May>
    </>
  );
}
