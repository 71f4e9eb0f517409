// The panel that asks why a comment is removed.

// Opens it at the rules; a second time leads to the field. Returns whether there is one.
export function openReasons(here) {
  const panel = here.querySelector("[data-removal]");
  if (!panel) return false;
  const rules = panel.querySelector("[data-standard]");
  const place = panel.open || !rules ? panel.querySelector("input[id^=reason-]") : rules;
  panel.open = true;
  place.focus();
  return true;
}

// The button of the rule with this digit, while the panel is open.
export function ruleButton(here, key) {
  if (!/^[1-9]$/.test(key)) return null;
  return here?.querySelector(`[data-removal][open] [data-rule="${key}"]`) ?? null;
}

export function closeReasons(target) {
  const panel = target.closest?.("[data-removal][open]");
  if (!panel) return;
  panel.open = false;
  panel.closest("[data-case]").focus();
}
