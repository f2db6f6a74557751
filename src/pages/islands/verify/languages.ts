/** Switches the language in place: both are on the page, the style sheet shows one, so that an answer is not lost. */
export function switchLanguages(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-language]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const { language = "zh-CN", title } = link.dataset;
      document.documentElement.lang = language;
      document.title = title ?? document.title;
      history.replaceState(null, "", link.href);
      document
        .querySelector<HTMLAnchorElement>(`a[data-language]:not([data-language="${language}"])`)
        ?.focus();
    });
  }
}
