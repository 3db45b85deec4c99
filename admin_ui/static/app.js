import { copyOnClick, copySecretOnSubmit } from "./copy.js";
import { announce, closeMenus, focusProblems, forgetNotice, showPasswords } from "./pages.js";

copyOnClick();
copySecretOnSubmit();
showPasswords();
closeMenus();
focusProblems();
announce();
forgetNotice();
