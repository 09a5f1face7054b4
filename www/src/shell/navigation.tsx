import { Icon } from "../parts/icon.tsx";
import { addressOf, route, VIEWS } from "../state/route.ts";
import { VIEW_NAMES } from "../texts/views.ts";

export function Navigation() {
  return (
    <nav class="views" aria-label="Views">
      <ul>
        {VIEWS.map((view) => (
          <li key={view}>
            <a href={addressOf(view)} {...(view === route.value.view ? { "aria-current": "page" as const } : {})}>
              <Icon name={view} />
              {VIEW_NAMES[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
