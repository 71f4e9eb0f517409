// Lay what is this visitor's own over a page that is the same for everybody.
let asked;

export const personal = (thread, anew = false) => {
  if (!asked || anew) {
    asked = fetch(`/personal/${thread ? `t/${thread}` : ""}`, { headers: { Accept: "application/json" } }).then(
      (answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))),
    );
    asked.catch(() => { asked = undefined; });
  }
  return asked;
};

export async function layOver(thread) {
  const ways = document.querySelectorAll("[data-visitor]");
  if (!thread && !ways.length) return;
  const mine = await personal(thread).catch(() => undefined);
  if (!mine) return;
  if (mine.member) {
    for (const item of ways) item.hidden = true;
    openForm(mine);
  }
  if (mine.bears?.length) import("./bears.js").then((module) => module.tell(mine));
  markOwn(mine);
}

export function markOwn(mine) {
  const own = new Set(mine.mine);
  for (const comment of document.querySelectorAll("[data-comment]")) {
    if (own.has(comment.dataset.comment)) addActs(comment, mine);
    const decision = mine.told?.[comment.dataset.comment];
    if (decision && !comment.querySelector("[data-told]")) addDecision(comment, decision, mine.why);
    if (mine.staff && !comment.querySelector("[data-staff]")) addStaffLink(comment, mine.moderate);
  }
}

// What she may do with a comment of hers stands beside what everybody may.
export function addActs(comment, { acts, numbers }) {
  const id = comment.dataset.comment;
  if (comment.querySelector("[data-own]")) return;
  comment.querySelector(".acts")?.insertAdjacentHTML("beforeend", acts.replaceAll("%(id)s", id).replaceAll("%(number)s", numbers[id]));
}

// Where her comment was removed or cut, its writer finds out why.
function addDecision(comment, address, words) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  const line = document.createElement("p");
  line.className = "acts";
  line.dataset.told = "";
  line.append(link);
  comment.append(line);
}

function addStaffLink(comment, words) {
  const link = document.createElement("a");
  link.href = `/staff/comments/${comment.dataset.comment}/`;
  link.dataset.staff = "";
  link.textContent = words;
  comment.querySelector(".acts")?.append(link);
}

export function openForm(mine) {
  const form = document.querySelector("form[data-compose]");
  if (!form || !mine.member || !mine.may_comment) return;
  form.hidden = false;
  document.querySelector("[data-wall]")?.setAttribute("hidden", "");
  form.querySelector("[data-name-field]")?.remove();
  form.querySelector("[data-guest-hint]")?.remove();
}
