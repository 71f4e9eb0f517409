// Bring the list up to a fresh page of the queue without disturbing what is open in it.

const part = (page, name) => page.querySelector(`[data-${name}]`);

// Returns what to announce. `item` is what was decided on, `undone` the id that came back, if any.
export function goOn(page, item, undone) {
  const list = part(document, "queue");
  const next = undone ?? neighbor(item)?.id;
  const rows = [...part(page, "queue").children].map((row) => kept(row) ?? document.adoptNode(row));
  list.replaceChildren(...rows);
  for (const name of ["count", "pager"]) part(document, name).replaceWith(part(page, name));
  document.title = page.title;
  const place = document.getElementById(next) ?? list.querySelector("[data-case], [data-empty]");
  place.focus();
  place.scrollIntoView({ block: "nearest" });
  const told = list.querySelector("[data-told]")?.textContent.trim();
  const count = part(document, "count").textContent.trim();
  return told ? `${told}. ${count}` : count;
}

// A comment that still waits keeps its node: a reason half typed in it, a source unfolded.
function kept(row) {
  return row.matches("[data-case]") ? document.getElementById(row.id) : null;
}

function neighbor(item) {
  const cases = [...part(document, "queue").querySelectorAll("[data-case]")];
  const index = cases.indexOf(item);
  return cases[index + 1] ?? cases[index - 1];
}
