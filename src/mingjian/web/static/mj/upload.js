// Shows how far an upload is; forms work without it.
(function () {
  "use strict";
  document.querySelectorAll("form[data-upload]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      const bar = form.querySelector("[data-progress]");
      if (!bar || !window.FormData) return;
      event.preventDefault();
      const send = new XMLHttpRequest();
      const content = new FormData(form);
      if (event.submitter && event.submitter.name) content.append(event.submitter.name, event.submitter.value);
      bar.hidden = false;
      send.upload.addEventListener("progress", (step) => { if (step.lengthComputable) bar.value = (100 * step.loaded) / step.total; });
      send.addEventListener("load", () => {
        if (send.responseURL) history.pushState(null, "", send.responseURL);
        document.open(); document.write(send.responseText); document.close();
      });
      send.addEventListener("error", () => { bar.hidden = true; form.querySelectorAll("button").forEach((b) => { b.disabled = false; }); });
      send.open("POST", form.action || location.href);
      send.send(content);
    });
  });
})();
