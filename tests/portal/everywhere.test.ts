// What holds for every page, form and list of the portal, in a world of its own beside that of portal.test.ts.
import { draftsTests } from "./drafts.ts";
import { formsTests } from "./forms.ts";
import { looksTests } from "./looks.ts";
import { portal } from "./portal.ts";
import { widthsTests } from "./widths.ts";

portal("everywhere", {
    widths: widthsTests,
    forms: formsTests,
    drafts: draftsTests,
    looks: looksTests,
});
