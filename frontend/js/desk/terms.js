// A button of the text editor: the marked word is explained where the page first uses it. Only what
// is marked already can be chosen for; which word it is, the desk's own dialog asks.
const { React, draftail, ChooserModalOnloadHandlerFactory } = window;

class TermSource extends draftail.ModalWorkflowSource {
  getChooserConfig() {
    return {
      url: this.props.entityType.chooserUrls.termChooser,
      urlParams: {},
      onload: new ChooserModalOnloadHandlerFactory().getOnLoadHandlers(),
      responses: { chosen: (data) => this.onChosen({ ...data, title: data.string }) },
    };
  }

  filterEntityData(data) {
    return { id: data.id };
  }
}

function Term({ children }) {
  return React.createElement("span", { className: "kk-marked-term" }, children);
}

draftail.registerPlugin({ type: "TERM", source: TermSource, decorator: Term }, "entityTypes");
