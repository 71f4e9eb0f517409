// Single keys for the queue. Never with a modifier, never while something is being typed.

const FIELDS = "input, textarea, select, [contenteditable]";

export function attachKeys(main, words, say) {
  const list = main.querySelector("[data-keys]");
  if (list) list.hidden = false;
  const keys = {
    j: () => step(main, 1),
    k: () => step(main, -1),
    a: () => press(main, "a", words, say),
    h: () => press(main, "h", words, say),
    r: () => openReasons(main, words, say),
    u: () => click(main.querySelector("[data-message] [data-key=u]"), words, say),
    "?": () => list?.focus(),
  };
  main.ownerDocument.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") return closeReasons(event.target);
    if (event.target.closest(FIELDS)) return;
    if (event.repeat && !"jk".includes(event.key)) return;
    const act = keys[event.key] ?? ruleKey(event.key);
    if (act) { event.preventDefault(); act(); }
  });
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

function press(main, key, words, say) {
  const here = chosen(main, words, say);
  if (!here) return;
  click(here.querySelector(`[data-key=${key}]`), words, say);
}

function click(button, words, say) {
  if (button) button.click(); else say(words.idle);
}

function openReasons(main, words, say) {
  const here = chosen(main, words, say);
  if (!here) return;
  const panel = here.querySelector("[data-removal]");
  if (!panel) return say(words.idle);
  const rules = panel.querySelector("[data-standard]");
  const typed = panel.open || !rules;
  panel.open = true;
  (typed ? panel.querySelector("input[name=reason]:not([type=hidden])") : rules).focus();
}

function ruleKey(key) {
  const panel = /^[1-9]$/.test(key) && current()?.querySelector("[data-removal][open]");
  const button = panel && panel.querySelector(`[data-rule="${key}"]`);
  return button && (() => button.click());
}

function closeReasons(target) {
  const panel = target.closest?.("[data-removal][open]");
  if (!panel) return;
  panel.open = false;
  panel.closest("[data-case]").focus();
}
