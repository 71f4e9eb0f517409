// Ask before own HTML is loaded that waits for it; remember the answer in this browser alone.
const line = document.querySelector("[data-consent-line]");
const again = document.querySelector("[data-consent-again]");
const waiting = [...document.querySelectorAll("template[data-consent]")];
const asked = line.dataset.consentLine;
const key = "consent";

// An answer holds for the hosts it was given for: where there are others, one is asked anew.
const remembered = () => {
  try {
    const [answer, hosts] = JSON.parse(localStorage.getItem(key));
    return hosts === asked ? answer : "";
  } catch {
    return "";
  }
};
const remember = (answer) => {
  try {
    localStorage.setItem(key, JSON.stringify([answer, asked]));
  } catch {
    // A browser that keeps nothing asks on each page.
  }
};

// What is cloned out of a template runs its scripts, as if it had stood there from the start.
const load = () => {
  for (const template of waiting.splice(0)) {
    template.replaceWith(document.importNode(template.content, true));
  }
};

const show = (open) => {
  line.hidden = !open;
  again.hidden = open;
};

function answer(word) {
  const loaded = !waiting.length;
  remember(word);
  show(false);
  if (word === "yes") load();
  // What runs cannot be taken back but by a page without it.
  else if (loaded) location.reload();
  document.querySelector("#main").focus({ preventScroll: true });
}

line.addEventListener("click", (event) => {
  const word = event.target.closest("[data-answer]")?.dataset.answer;
  if (word) answer(word);
});
again.addEventListener("click", () => {
  show(true);
  line.querySelector("button").focus();
});

const before = remembered();
if (before === "yes") load();
show(!before);
