// The site's search runs in a worker, and browsers start none from a page that was opened as a file. There the search
// runs in a hidden frame instead, behind the same interface.
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(url) {
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.onload = () => this.send();
      document.body.append(this.frame);
      const page = this.frame.contentDocument;
      this.frame.answer = (data) => setTimeout(() => this.onmessage && this.onmessage({ data }));
      page.open();
      page.write(`<script>postMessage = (data) => frameElement.answer(data)</` + `script><script src="${url}"></` + `script>`);
      page.close();
    }
    postMessage(data) {
      this.waiting.push(structuredClone(data));
      setTimeout(() => this.send());
    }
    send() {
      const receiver = this.frame.contentWindow;
      if (receiver && receiver.onmessage) this.waiting.splice(0).forEach((data) => receiver.onmessage({ data }));
    }
    terminate() {
      this.frame.remove();
    }
  };
}
