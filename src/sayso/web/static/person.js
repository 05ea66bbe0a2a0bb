// Who judges: a name and a role, kept in this browser.

const box = document.getElementById("who-box");
const form = box.querySelector("form");

export const person = {
  get name() { return localStorage.getItem("sayso-name") || ""; },
  get role() { return localStorage.getItem("sayso-role") === "reviewer" ? "reviewer" : "coder"; },
  get singleKeys() { return localStorage.getItem("sayso-single") !== "no"; },
};

export function showPerson() {
  const button = document.getElementById("who");
  button.textContent = person.name ? `${person.name} (${person.role})` : "Sign in";
}

/** Ask who it is; true once there is a name. */
export function askPerson() {
  form.elements.name.value = person.name;
  form.elements.role.value = person.role;
  form.elements.single.checked = person.singleKeys;
  return ask(box).then((answer) => {
    const name = form.elements.name.value.trim().replace(/\s+/g, " ");
    if (answer !== "ok" || !name) return Boolean(person.name);
    localStorage.setItem("sayso-name", name);
    localStorage.setItem("sayso-role", form.elements.role.value);
    localStorage.setItem("sayso-single", form.elements.single.checked ? "yes" : "no");
    showPerson();
    return true;
  });
}

/** Open a dialog; resolves with the value of the button that closed it, "" after Escape. */
export function ask(dialog) {
  const before = document.activeElement;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      if (before && before.isConnected) before.focus({ preventScroll: true });
      resolve(dialog.returnValue === "cancel" ? "" : dialog.returnValue);
    }, { once: true });
  });
}
