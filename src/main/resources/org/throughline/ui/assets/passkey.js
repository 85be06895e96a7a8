// Forms with data-passkey ask the browser for a passkey when they are sent: to make one, or to use one. What the browser
// gives goes along in the field "credential". See https://www.w3.org/TR/webauthn-3/
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

function asked(kind, json) {
  const options = JSON.parse(json);
  options.challenge = bytes(options.challenge);
  if (kind === "make") {
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = known(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options });
  }
  options.allowCredentials = known(options.allowCredentials);
  return navigator.credentials.get({ publicKey: options });
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) {
      response[name] = text(credential.response[name]);
    }
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

function fits(options) {
  const host = options.rpId ?? options.rp.id;
  return location.hostname === host || location.hostname.endsWith("." + host);
}

async function send(form) {
  const failure = form.querySelector("[data-passkey-failure]");
  failure.hidden = true;
  try {
    form.elements.credential.value = told(await asked(form.dataset.passkey, form.dataset.options));
    if (form.hasAttribute("hx-post")) {
      htmx.trigger(form, "confirmed");
    } else {
      form.submit();
    }
  } catch (error) {
    failure.textContent =
      error.name === "InvalidStateError"
        ? "This device has a passkey for this account already."
        : "The passkey was not confirmed. Try again.";
    failure.hidden = false;
  }
}

function prepare(form) {
  const usable = window.PublicKeyCredential !== undefined && fits(JSON.parse(form.dataset.options));
  if (usable) {
    form.hidden = false;
  } else if (form.dataset.passkey === "make") {
    const failure = form.querySelector("[data-passkey-failure]");
    failure.textContent = "Passkeys do not work at this address or in this browser.";
    failure.hidden = false;
    form.querySelector("button").disabled = true;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

document.querySelectorAll("form[data-passkey]").forEach(prepare);
document.addEventListener("htmx:load", (event) => event.target.querySelectorAll("form[data-passkey]").forEach(prepare));
