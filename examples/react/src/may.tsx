// Shows what is inside only to whom the policy allows it. What the button does, the server decides again.
import type { Policy, Query } from "mailveil";
import { createContext, type ReactNode, useContext } from "react";

interface Asking {
  readonly policy: Policy;
  readonly viewer: string;
}

const AskingContext = createContext<Asking | undefined>(undefined);
export const AskingProvider = AskingContext.Provider;

export function useAsking(): Asking {
  const asking = useContext(AskingContext);
  if (asking === undefined) throw new Error("put an `AskingProvider` around it");
  return asking;
}

/** Without the viewer, who is the same everywhere on the page. */
type Question<Any = Query> = Any extends Query ? Omit<Any, "viewer"> : never;

export function May({ children, ...question }: Question & { readonly children: ReactNode }): ReactNode {
  const { policy, viewer } = useAsking();
  const { outcome } = policy.decide({ ...question, viewer } as Query);
  return outcome === "allowed" ? children : null;
}
