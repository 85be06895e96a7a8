// One for all tabs of a browser: holds the one stream on which the server says that something was changed, and passes on to
// each tab what it asked to hear of. A stream that breaks off goes on where it was.
const SILENT = 60_000;
const tabs = new Map();
let source = null;
let known = "";
let moment = "";
let state = "";
let pause = 1_500;
let again = 0;

function topics() {
  return [...new Set([...tabs.values()].flatMap((tab) => tab.topics))].sort();
}

function tell(port, message) {
  port.postMessage(message);
}

function tellAll(next) {
  if (next !== state) {
    state = next;
    tabs.forEach((tab, port) => tell(port, { state }));
  }
}

function take(event) {
  moment = event.lastEventId;
  pause = 1_500;
  tellAll("live");
  const changed = event.data.split(" ");
  tabs.forEach((tab, port) => {
    const heard = tab.topics.filter((topic) => changed.includes(topic));
    if (heard.length > 0) {
      tell(port, { changed: heard });
    }
  });
}

function close() {
  clearTimeout(again);
  source?.close();
  source = null;
}

function listen(since) {
  close();
  known = topics().join(" ");
  if (known === "") {
    return;
  }
  const query = new URLSearchParams();
  topics().forEach((topic) => query.append("on", topic));
  since.filter(Boolean).forEach((each) => query.append("since", each));
  source = new EventSource("/live?" + query);
  source.addEventListener("changed", take);
  source.addEventListener("still", take);
  source.addEventListener("error", () => {
    tellAll("broken");
    if (source?.readyState === EventSource.CLOSED) {
      again = setTimeout(() => listen([moment]), pause);
      pause = Math.min(30_000, pause * 2);
    }
  });
}

function sweep() {
  const now = Date.now();
  tabs.forEach((tab, port) => now - tab.heard > SILENT && tabs.delete(port));
  if (topics().join(" ") !== known) {
    listen([moment]);
  }
}

function attach(port) {
  port.addEventListener("message", ({ data }) => {
    if (data.leave) {
      tabs.delete(port);
      sweep();
    } else if (data.topics) {
      tabs.set(port, { topics: data.topics, heard: Date.now() });
      tell(port, { state });
      listen([moment, data.since]);
    } else if (tabs.has(port)) {
      tabs.get(port).heard = Date.now();
    }
  });
  port.start?.();
}

setInterval(sweep, SILENT / 2);
self.addEventListener("connect", (event) => attach(event.ports[0]));
