// Enrichment on top of HTML that works; without this file every page stays usable.
import { startContents } from "./contents.js";
import { startCopy } from "./copy.js";
import { startErrorFocus } from "./errors.js";
import { startFind } from "./find.js";
import { startGuides } from "./guides.js";
import { startMenus } from "./menus.js";
import { startNarrowing } from "./narrow.js";
import { startPlayer } from "./player.js";
import { startPrint } from "./print.js";
import { startTicks } from "./ticks.js";

startErrorFocus();
startMenus();
startCopy();
startPrint();
startContents();
startPlayer();
startFind();
startTicks();
startNarrowing();
startGuides();
