// The customer guide of the field, chapter by chapter, as somebody walks it whose language is French: by the words that are on
// the pages (PRT-7). docs/guide-table.md says where each of its demands is, and which test shows it.
import { test } from "node:test";
import { type APIRequestContext, type Locator, type Page } from "../../web/node_modules/playwright-core/index.mjs";
import { ask, type Row } from "./people.ts";
import { printerWith, settled, unique, withPage, type World } from "./world.ts";

const main = (page: Page): Locator => page.locator("main");
const pane = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
const inFrench = { language: "fr" } as const;
const french = (world: World, name: string, work: (page: Page, request: APIRequestContext) => Promise<void>) =>
    withPage(world, world.customer, `guide-${name}`, inFrench, (page, context) => work(page, context.request));

async function home(page: Page): Promise<void> {
    await page.goto("/");
    await settled(page);
}

async function choose(page: Page, label: RegExp, option: string | RegExp): Promise<void> {
    await main(page).getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: option }).first().click();
}

export function guideTests(world: () => World): void {
    test("Première utilisation: a temporary password by e-mail, then sign in (PRT-7, IDN-1)", async () => {
        await withPage(world(), null, "guide-first", inFrench, async (page) => {
            await page.goto("/sign-in");
            await page.getByLabel("E-mail").waitFor();
            await page.getByLabel("Mot de passe").waitFor();
            await page.getByRole("link", { name: "Oubli du mot de passe" }).click();
            await page.getByText("un mot de passe temporaire y est envoyé", { exact: false }).waitFor();
            await page.getByLabel(/^E-mail/).waitFor();
        });
    });

    test("Navigation: three tabs, six panes, home, settings and quit (PRT-1, PRT-2, PRT-7)", async () => {
        await french(world(), "navigation", async (page) => {
            await home(page);
            const bar = page.getByRole("navigation", { name: "Principale" });
            for (const tab of ["Imprimantes", "Commandes", "Service"])
                await bar.getByRole("link", { name: tab, exact: true }).waitFor();
            for (const name of [
                "Imprimantes",
                "Relevés de compteurs",
                "Commandes",
                "Demandes de service",
                "Liens externes",
                "Mes documents",
            ])
                await pane(page, name).waitFor();
            await page.getByRole("link", { name: "Paramètres" }).first().click();
            await page.getByRole("radio", { name: "Les 90 derniers jours" }).waitFor();
            await page.getByRole("radio", { name: "Toutes", exact: true }).waitFor();
            await page.getByRole("link", { name: "Accueil", exact: true }).first().click();
            await pane(page, "Imprimantes").waitFor();
            await page.getByRole("button", { name: /^Compte/ }).click();
            await page.getByRole("button", { name: "Quitter" }).waitFor();
        });
    });

    test("Imprimantes: filters of the list, a printer's tabs, actions, its state now (PRN-1..PRN-5, PRT-7)", async () => {
        await french(world(), "printers", async (page, request) => {
            await home(page);
            await pane(page, "Imprimantes").getByRole("link", { name: "Toutes les imprimantes" }).click();
            await settled(page);
            await main(page).getByRole("button", { name: "Filtrer" }).click();
            await page.getByRole("menuitem", { name: "État de l’imprimante", exact: true }).click();
            await page.getByRole("checkbox", { name: "Avertissement" }).click();
            await page.keyboard.press("Escape");
            await page.waitForURL(/state=/);
            for (const name of ["Contrat", "Nouvellement découvertes"]) {
                await main(page).getByRole("button", { name: "Filtrer" }).click();
                await page.getByRole("menuitem", { name, exact: true }).waitFor();
                await page.keyboard.press("Escape");
            }
            const { items } = (await ask(request, "GET", "/printers?limit=1")).body;
            await page.goto(`/printers/${items[0].id}`);
            await settled(page);
            for (const name of ["État", "Consommables", "Informations", "Compteurs", "Historique"])
                await page.getByRole("tab", { name, exact: true }).waitFor();
            await main(page).getByText("Identité", { exact: true }).first().waitFor();
            await main(page).getByRole("button", { name: "Obtenir l’état" }).waitFor();
        });
    });

    test("Relevés de compteurs: choose a printer, enter, see what was sent beside the newest (MTR-1, PRT-7)", async () => {
        await french(world(), "meters", async (page, request) => {
            const id = await printerWith(request, "meters", (printer) => Boolean(printer.serial_number));
            const { serial_number, meters } = (await ask(request, "GET", `/printers/${id}/newest-meters`)).body;
            await home(page);
            await pane(page, "Relevés de compteurs")
                .getByRole("link", { name: "Envoyer les relevés de compteurs" })
                .click();
            await settled(page);
            await page.getByRole("searchbox", { name: "Numéro de série, modèle ou nom" }).fill(serial_number);
            await main(page)
                .getByRole("link", { name: new RegExp(`^Saisir les compteurs ?: ${serial_number}$`) })
                .click();
            const fields = main(page).locator("form input[type=text]");
            for (const [place, meter] of (meters as Row[]).entries())
                await fields.nth(place).fill(String((meter.value ?? 0) + 300_000));
            await main(page).getByLabel("Description").fill("Relevé du mois");
            await main(page).getByRole("button", { name: "Envoyer les compteurs" }).click();
            await page.waitForURL(/\/meter-reads\/[0-9a-f-]{36}/);
            await pane(page, "Envoyé").waitFor();
            await pane(page, "Valeurs les plus récentes de cette imprimante").waitFor();
        });
    });

    test("Commandes de consommables: what is on its way, add, cart, checkout (ORD-1, ORD-2, PRT-7)", async () => {
        await french(world(), "orders", async (page, request) => {
            const { items } = (await ask(request, "GET", "/printers?limit=1&under_contract=false")).body;
            const printer = items[0] ?? (await ask(request, "GET", "/printers?limit=1")).body.items[0];
            await home(page);
            await pane(page, "Commandes").getByRole("link", { name: "Toutes les commandes" }).click();
            await settled(page);
            await page.goto(`/printers/${printer.id}`);
            await settled(page);
            await page.getByRole("link", { name: "Ajouter des consommables" }).click();
            await page.getByRole("heading", { name: "Déjà en route" }).waitFor();
            // Toner of a printer under contract comes by itself; of others it goes into the cart.
            if (items[0]) {
                await page.getByRole("spinbutton").first().fill("1");
                await main(page).getByRole("button", { name: "Ajouter au panier" }).click();
                await page.waitForURL(/\/supply-orders\/cart/);
                await main(page).getByRole("button", { name: "Passer la commande" }).waitFor();
                for (const line of (await ask(request, "GET", "/supply-cart")).body.lines)
                    await ask(request, "DELETE", `/supply-cart/lines/${line.id}`, undefined, { Origin: world().base });
            }
        });
    });

    test("Demandes de service: what is open, a printer, the service, where it stands (SRV-1..SRV-3, PRT-7)", async () => {
        await french(world(), "service", async (page, request) => {
            const words = unique("Traces noires");
            const [printer] = (await ask(request, "GET", "/printers?limit=1")).body.items;
            await home(page);
            await pane(page, "Demandes de service").getByRole("link", { name: "Demander un service" }).click();
            await page.getByRole("tab", { name: "Tous les sites" }).click();
            await main(page).getByRole("link", { name: "Suivant" }).click();
            await settled(page);
            await page.getByRole("searchbox").last().fill(printer.serial_number);
            const row = main(page).getByRole("row").filter({ hasText: printer.serial_number });
            await row.getByRole("link").first().click();
            await pane(page, "Informations sur le client").waitFor();
            await pane(page, "Demandes ouvertes de cette imprimante").waitFor();
            await choose(page, /^Service/, "Intervention sur site");
            await main(page).getByLabel("Description*", { exact: true }).fill(words);
            await main(page).getByRole("button", { name: "Envoyer la demande" }).click();
            await page.waitForURL(/\/service-requests\/[0-9a-f-]{36}/);
            await home(page);
            await pane(page, "Demandes de service")
                .getByRole("link", { name: "Toutes les demandes de service" })
                .click();
            await settled(page);
            await page.getByRole("searchbox").first().fill(words);
            await main(page).getByRole("row").filter({ hasText: words }).getByText("Nouvelle").waitFor();
        });
    });

    test("Assistance des applications MPS: without a printer, with severity and application (SRV-4, PRT-7)", async () => {
        await french(world(), "applications", async (page) => {
            const words = unique("La numérisation s’arrête");
            await page.goto("/service-requests/new/printer");
            await settled(page);
            await main(page).getByRole("link", { name: "Continuer sans imprimante" }).click();
            await settled(page);
            await choose(page, /^Service/, "Assistance des applications MPS");
            await choose(page, /^Gravité/, /^3/);
            await choose(page, /^Catégorie d’application/, /./);
            await choose(page, /^Application/, /./);
            await main(page).getByLabel("Référence du système source").fill("CAS-17");
            await main(page).getByLabel("Description*", { exact: true }).fill(words);
            await main(page).getByRole("button", { name: "Envoyer la demande" }).click();
            await page.waitForURL(/\/service-requests\/[0-9a-f-]{36}/);
            await main(page).getByText("CAS-17").first().waitFor();
        });
    });
}
