import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { addressOf, route, VIEWS } from "../state/route.ts";
import { VIEW_NAMES } from "../texts/views.ts";

export function Navigation() {
  const nav = useRef<HTMLElement>(null);
  const { view: shown } = route.value;
  // On narrow screens the views stand in a row that scrolls.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);
  return (
    <nav ref={nav} class="views" aria-label="Views">
      <ul>
        {VIEWS.map((view) => (
          <li key={view}>
            <a href={addressOf(view)} {...(view === shown ? { "aria-current": "page" as const } : {})}>
              <Icon name={view} />
              {VIEW_NAMES[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
