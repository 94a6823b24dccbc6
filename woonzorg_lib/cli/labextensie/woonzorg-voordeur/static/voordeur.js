// Opens a notebook with `"woonzorg": {"vanzelf": true}` in its metadata as a page: its cells run by
// themselves and no code is in sight. Written by hand as the one module that JupyterLab loads, so
// that there is nothing to build.
(() => {
  const NAAM = "woonzorg-voordeur";
  const STIJL = `
    .${NAAM} .jp-CodeCell .jp-Cell-inputWrapper, .${NAAM} .jp-CodeCell .jp-OutputPrompt,
    .${NAAM} .jp-MarkdownCell .jp-InputPrompt, .${NAAM} .jp-Cell .jp-Collapser,
    .${NAAM} .jp-OutputArea-promptOverlay, .${NAAM} .jp-NotebookPanel-toolbar,
    .${NAAM} .jp-Toolbar, .${NAAM} .jp-cell-toolbar, .${NAAM} .jp-Notebook-footer,
    .${NAAM} .jp-RenderedHTMLCommon .zonder-extensie { display: none !important; }
    .${NAAM} .jp-Notebook { max-width: 62rem; }
    .${NAAM} .jp-Cell, .${NAAM} .jp-Cell .jp-OutputArea, .${NAAM} .jp-Cell-outputWrapper {
      background: none !important; border-color: transparent !important; outline: none !important;
      box-shadow: none !important; }
    .${NAAM} .jp-Cell::before, .${NAAM} .jp-Cell::after { display: none !important; }
    .${NAAM} a[data-bestand] { color: #1f6b87; text-decoration: underline; }
    .${NAAM} .widget-upload.sleept { outline: 3px dashed #1f6b87; outline-offset: 3px; }
  `;
  let gedeeld = null;

  const haal = async (naam) => {
    const versies = Object.values(gedeeld[naam]);
    return (await versies[0].get())();
  };

  // A file that is dropped on the button goes the way of one that is chosen with it.
  const neemAan = (knop, bestanden) => {
    const gewoon = HTMLInputElement.prototype.click;
    HTMLInputElement.prototype.click = function () {
      this.files = bestanden;
      this.dispatchEvent(new Event("change"));
    };
    try {
      knop.click();
    } finally {
      HTMLInputElement.prototype.click = gewoon;
    }
  };

  const sleep = (blad) => {
    const knop = (e) => e.target.closest && e.target.closest(".widget-upload");
    for (const soort of ["dragenter", "dragover", "dragleave", "drop"]) {
      blad.addEventListener(
        soort,
        (e) => {
          const op = knop(e);
          if (!op) return;
          e.preventDefault();
          e.stopPropagation();
          op.classList.toggle("sleept", soort === "dragenter" || soort === "dragover");
          if (soort === "drop" && e.dataTransfer.files.length) neemAan(op, e.dataTransfer.files);
        },
        true,
      );
    }
  };

  // A report opens as a page of its own; JupyterLab would open it inside itself.
  const verwijs = (paneel, { PageConfig, PathExt }) => {
    paneel.node.addEventListener("click", (e) => {
      const link = e.target.closest && e.target.closest("a[data-bestand]");
      if (!link) return;
      const pad = PathExt.join(PathExt.dirname(paneel.context.path), link.dataset.bestand);
      if (pad.startsWith("..")) return;
      e.preventDefault();
      e.stopPropagation();
      const adres = pad.split("/").map(encodeURIComponent).join("/");
      window.open(`${PageConfig.getBaseUrl()}files/${adres}`, "_blank");
    });
  };

  const begin = async () => {
    const { INotebookTracker, NotebookActions } = await haal("@jupyterlab/notebook");
    const paden = await haal("@jupyterlab/coreutils");
    const activate = (app, boeken) => {
      const stijl = document.createElement("style");
      stijl.textContent = STIJL;
      document.head.append(stijl);
      boeken.widgetAdded.connect(async (_, paneel) => {
        await paneel.context.ready;
        const eigen = paneel.context.model.getMetadata("woonzorg");
        if (!eigen || !eigen.vanzelf) return;
        paneel.addClass(NAAM);
        // Enter is for the button that has the focus, not for editing a cell.
        paneel.node.dataset.lmSuppressShortcuts = "true";
        sleep(paneel.node);
        verwijs(paneel, paden);
        // What runs is not the user's work: nothing to save, and the kit's file stays as it is.
        const model = paneel.context.model;
        model.stateChanged.connect((_, wat) => {
          if (wat.name === "dirty" && wat.newValue) model.dirty = false;
        });
        if (app.shell.collapseLeft) app.shell.collapseLeft();
        await paneel.revealed;
        await paneel.sessionContext.ready;
        model.dirty = false;
        await NotebookActions.runAll(paneel.content, paneel.sessionContext);
        paneel.node.dataset.gelopen = "ja";
      });
    };
    const plugin = { id: `${NAAM}:plugin`, autoStart: true, requires: [INotebookTracker], activate };
    return () => ({ __esModule: true, default: plugin });
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAAM] = {
    init: async (delen) => {
      gedeeld = delen;
    },
    get: async () => begin(),
  };
})();
