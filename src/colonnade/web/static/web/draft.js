// What is typed survives a crash, a wrong click and a sign-in, on this device alone.
const name = (form, thread) => `draft:${thread}:${form.querySelector("[name=parent]")?.value ?? ""}`;

function recall(key) {
  try { return localStorage.getItem(key) ?? ""; } catch { return ""; }
}

export function keepDraft(form, thread) {
  const text = form.querySelector("textarea");
  const key = name(form, thread);
  if (!text.value.trim()) text.value = recall(key);
  const keep = () => {
    try {
      if (text.value) localStorage.setItem(key, text.value); else localStorage.removeItem(key);
    } catch { /* a full or forbidden store must not stop the writer */ }
  };
  keep(); // what was typed while this module was on its way
  text.addEventListener("input", keep);
}

export function forgetDraft(form, thread) {
  try { localStorage.removeItem(name(form, thread)); } catch { /* nothing was kept */ }
}
