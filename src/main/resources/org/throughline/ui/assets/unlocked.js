// Tells the locked pages of this browser that their person has logged in, and closes, where the browser allows it.
const done = document.querySelector("[data-unlocked]");
new BroadcastChannel("throughline").postMessage({ unlocked: done.dataset.unlocked, account: done.dataset.account });
window.close();
