// Single keys for the queue. Never with a modifier, never while something is being typed.
import { closeReasons, openReasons, ruleButton } from "./reasons.js";

const FIELDS = "input, textarea, select, [contenteditable]";

export function attachKeys(main, words, say) {
  const list = main.querySelector("[data-keys]");
  if (list) list.hidden = false;
  const press = (button) => (button ? button.click() : say(words.idle));
  const on = (act) => () => { const here = chosen(main, words, say); if (here) act(here); };
  const keys = {
    j: () => step(main, 1),
    k: () => step(main, -1),
    a: on((here) => press(here.querySelector("[data-key=a]"))),
    h: on((here) => hold(here, main, words, say)),
    r: on((here) => openReasons(here) || say(words.idle)),
    x: on((here) => press(here.querySelector("[data-key=x]"))),
    m: on((here) => unfold(here) || say(words.idle)),
    u: () => press(main.querySelector("[data-message] [data-key=u]")),
    "?": () => list?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") return closeReasons(event.target);
    if (event.target.closest(FIELDS)) return;
    if (event.repeat && !"jk".includes(event.key)) return;
    const rule = ruleButton(current(), event.key);
    const act = rule ? () => rule.click() : keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
}

// What is needed less often: a note, passing on, a warning, cutting a part out.
function unfold(here) {
  const more = here.querySelector("[data-more]");
  if (!more) return false;
  more.open = true;
  more.querySelector("a, input:not([type=hidden])").focus();
  return true;
}

const current = () => document.activeElement?.closest("[data-case]");

function step(main, by) {
  const cases = [...main.querySelectorAll("[data-case]")];
  const here = cases.indexOf(current());
  const next = here < 0 ? cases[0] : cases[here + by];
  next?.focus();
  next?.scrollIntoView({ block: "start" });
}

// The first press of an act on a page only shows which comment is meant.
function chosen(main, words, say) {
  if (current()) return current();
  step(main, 1);
  if (current()) say(words.first);
}

// What waits already is left to wait, and the next one comes.
function hold(here, main, words, say) {
  const button = here.querySelector("[data-key=h]");
  if (button) return button.click();
  step(main, 1);
  say(words.stays);
}
