// In place of react-style-singleton, whose style elements the pages' policy refuses: it only hides the page's scrollbar
// behind a dialog, and this page has none.
export const styleSingleton = () => () => null;
