/** A norm and its place as one citation in Chinese: nothing between words, a space between numbers (GB/T 9704-2012 7.2.5). */
export const citation = (law: string, article = ""): string =>
  /[\dA-Za-z]$/.test(law) && /^[\dA-Za-z]/.test(article) ? `${law} ${article}` : `${law}${article}`;
