// The diseases of the first tab: found, chosen and left by keyboard alone, in both languages and for everyone.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, WITH_AXE } from "./axe.mjs";
import { giveFile, kept, openPage, openTab, screen, workers } from "./page-support.mjs";
import { browser, demo, folder, PANEL } from "./support.mjs";

const chromium = browser({ after });

const field = "[role=combobox]";
const rows = (page) => page.locator("[role=option]");
/** How many rows the list says that it has, drawn or not. */
const listed = async (page) => Number(await rows(page).first().getAttribute("aria-setsize"));
const names = (page) => page.locator("[role=option] .name").allTextContents();

/** The row that the keyboard is on. */
const active = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const row = document.getElementById(activeElement.getAttribute("aria-activedescendant"));
    return row?.querySelector(".number").textContent;
  });

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** A list that says it is ClinVar's, with an entry in a gene of number 167. */
async function clinvar(t) {
  const path = join(await folder(t), "clinvar.vcf");
  const marfan = PANEL.replace("CYP2C19:1557", "FBN1:2200");
  await writeFile(path, marfan.replace("\n", "\n##source=ClinVar\n##fileDate=2026-11-15\n"));
  return path;
}

for (const [locale, chosen, typed] of [
  [
    "ja-JP",
    "マルファン症候群／ロイス・ディーツ症候群",
    ["167", "マルファン", "まるふぁん", "ﾏﾙﾌｧﾝ"],
  ],
  ["en-US", "Marfan syndrome/Loeys-Dietz Syndrome", ["167", "Marfan", "fbn1", "marafn"]],
]) {
  test(`by keyboard alone a disease is found, chosen, changed and left: ${locale}`, async (t) => {
    const { page } = await openPage(t, { browser: await chromium, locale });
    // The tabs are one stop, and what follows is the field.
    await page.locator("[role=tab][aria-selected=true]").focus();
    await press(page, "ArrowRight", "ArrowRight", "ArrowRight", "End", "Home");
    assert.equal(await page.locator("[role=tab]:focus").getAttribute("aria-selected"), "true");
    await press(page, "Tab");
    assert.equal(await page.evaluate(() => document.activeElement.role), "combobox");
    assert.equal(await listed(page), 348);
    for (const query of typed) {
      await page.keyboard.type(query);
      await page.waitForFunction(() => document.querySelectorAll("[role=option]").length === 1);
      assert.deepEqual(await names(page), [chosen], query);
      await press(page, "Escape");
      assert.equal(await listed(page), 348);
    }
    // ↓ ↑ End Home move through all of them, and Enter takes one.
    await press(page, "ArrowDown", "ArrowDown");
    assert.equal(await active(page), "2");
    await press(page, "End", "ArrowUp");
    assert.equal(await active(page), "347");
    await press(page, "Home");
    assert.equal(await active(page), "1");
    await press(page, "Enter");
    assert.match(await page.locator(".chosen .eyebrow").innerText(), / 1$/);
    await page.keyboard.type(typed[1]);
    await press(page, "Enter");
    assert.equal(await page.locator(".chosen-name").innerText(), chosen);
    assert.equal(await page.locator("[role=option][aria-selected=true] .name").innerText(), chosen);
    assert.match(await page.locator(".chosen .source").innerText(), /NANDO.*CC BY 4\.0/);
    // From there to the button for the list that it needs, and to take it back.
    await press(page, "Tab", "Enter");
    assert.equal(await page.locator(".chosen").count(), 0);
    assert.equal(await page.locator("[aria-selected=true][role=option]").count(), 0);
  });
}

for (const width of [1280, 360]) {
  test(`only rows near the view are drawn, in their order, wherever the keyboard is: ${width}`, async (t) => {
    const { page } = await openPage(t, { browser: await chromium, locale: "ja-JP", width });
    /** Places of the drawn rows, and of those that can be seen. */
    const drawn = () =>
      page.evaluate(() => {
        const box = document.querySelector("[role=listbox]").getBoundingClientRect();
        const rows = [...document.querySelectorAll("[role=option]")];
        const place = (row) => Number(row.getAttribute("aria-posinset"));
        const spots = rows.map((row) => [place(row), row.getBoundingClientRect()]);
        // What lies over another row can be read by nobody.
        const gaps = spots.slice(1).map(([at, { top }], before) => {
          const [previous, { bottom }] = spots[before];
          return at === previous + 1 ? top - bottom : 2;
        });
        const inside = ({ top, bottom }) => top >= box.top - 1 && bottom <= box.bottom + 1;
        return {
          all: rows.map(place),
          seen: spots.filter(([, spot]) => inside(spot)).map(([at]) => at),
          overlap: gaps.some((gap) => Math.abs(gap - 2) > 0.5),
        };
      });
    const settled = async (seen) => {
      await page.waitForFunction(async (at) => {
        const box = document.querySelector("[role=listbox]").getBoundingClientRect();
        const spot = document.querySelector(`[aria-posinset="${at}"]`)?.getBoundingClientRect();
        return spot && spot.top >= box.top - 1 && spot.bottom <= box.bottom + 1;
      }, seen);
      let now = await drawn();
      // Rows that are measured may move what is seen once more.
      for (let tries = 0; tries < 20 && !now.seen.includes(seen); tries += 1) {
        await page.waitForTimeout(50);
        now = await drawn();
      }
      const { all, seen: shown, overlap } = now;
      assert.ok(shown.includes(seen), `${seen} of ${shown}`);
      assert.ok(all.length < 40, `${all.length} rows are drawn`);
      assert.deepEqual(
        all,
        all.toSorted((a, b) => a - b),
      );
      assert.equal(overlap, false);
    };
    await settled(1);
    await page.locator(field).focus();
    await press(page, "End");
    await settled(348);
    assert.equal(await active(page), "348");
    await press(page, ...Array(12).fill("ArrowUp"));
    await settled(336);
    // A wheel leaves the row of the keyboard where it is: it exists, and its keys go on from there.
    await page.locator("[role=listbox]").evaluate((list) => list.scrollTo({ top: 9000 }));
    await page.waitForFunction(() =>
      [...document.querySelectorAll("[role=option]")].some(
        (row) => Number(row.getAttribute("aria-posinset")) < 200,
      ),
    );
    assert.equal(await active(page), "336");
    await press(page, "ArrowDown");
    await settled(337);
    await press(page, "Home");
    await settled(1);
    // What was chosen far below is shown when its tab comes back.
    await page.keyboard.type("300");
    await press(page, "Enter", "Escape");
    await openTab(page, "other");
    await openTab(page, "disease");
    await settled(300);
    assert.equal(
      await page.locator("[role=option][aria-selected=true] .number").innerText(),
      "300",
    );
  });
}

test("what no list can be built of says why, and is not chosen", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  await page.locator(field).fill("57");
  assert.equal(await rows(page).getAttribute("aria-disabled"), "true");
  assert.match(await rows(page).textContent(), /No list can be built/);
  await press(page, "Enter");
  assert.match(
    await page.locator(".refused").innerText(),
    /No disease id and no gene is registered/,
  );
  await page.locator(field).fill("339");
  await rows(page).click({ force: true });
  assert.match(await page.locator(".refused").innerText(), /MONDO:0010283/);
  assert.equal(await page.locator(".chosen").count(), 0);
  await page.locator(field).fill("qqqqqqqqqq");
  await page.waitForSelector(".none");
  assert.equal(await rows(page).count(), 0);
});

test("a row says what was met, and a mechanism that a VCF does not show is told", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  await page.locator(field).fill("Duchenne");
  assert.match(await rows(page).textContent(), /Includes\s*Duchenne muscular dystrophy/);
  await page.locator(field).fill("SMN1");
  assert.match(await rows(page).textContent(), /SMN1/);
  await rows(page).click();
  assert.match(await page.locator(".mechanism").innerText(), /copy number.*OMIM:253300/s);
  await page.locator(".chosen summary").click();
  assert.match(await page.locator(".chosen details").innerText(), /MONDO:0001516.*SMN1, SMN2/s);
});

test("a disease is a part of a ClinVar list: without one nothing starts, and whichever comes is taken", async (t) => {
  const list = await clinvar(t);
  const other = join(await folder(t), "panel.vcf");
  const { page } = await openPage(t, { browser: await chromium });
  const home = new URL(page.outer.url()).pathname;
  await page.locator(field).fill("167");
  await press(page, "Enter");
  assert.match(await page.locator(".needs").innerText(), /a ClinVar list is needed/);
  await giveFile(page, demo.genome);
  assert.match(await page.locator("#missing").innerText(), /a ClinVar list is needed/);
  assert.equal(await page.locator(".acts .primary").isDisabled(), true);
  await page.setInputFiles(".needs .file-input", list);
  await page.locator(".acts .primary:not([disabled])").waitFor();
  assert.match(await page.locator(".chosen").innerText(), /Marfan.*clinvar\s+GRCh38 3 entries/s);
  // Another disease of the same list; then all of it; then one that is no ClinVar, which takes its place.
  await page.getByRole("button", { name: "Change" }).click();
  await page.locator(field).fill("168");
  await press(page, "Enter");
  assert.match(await page.locator(".base").innerText(), /clinvar\s+GRCh38 3 entries/);
  await page.getByRole("button", { name: "Take the choice back" }).click();
  assert.match(await page.locator(".base").innerText(), /all of this list is compared/);
  await page.setInputFiles(".base .file-input", other);
  await page.waitForSelector(".own-tab .choice:nth-child(2) input:checked");
  // The tab of the diseases does not say that the ClinVar list is in use, and takes it again.
  await openTab(page, "disease");
  assert.match(await page.locator(".base").innerText(), /a disease would be looked for in/);
  await page.getByRole("button", { name: "Compare all of this list" }).click();
  assert.match(await page.locator(".base").innerText(), /ClinVar list in use/);
  assert.equal(await page.getByRole("button", { name: "Compare all of this list" }).count(), 0);
  // Without its list a disease waits again.
  await openTab(page, "disease");
  await page.locator(field).fill("167");
  await press(page, "Enter");
  await page.locator(".base").waitFor();
  await openTab(page, "own");
  assert.equal(await page.locator(".choice input:checked").count(), 0);
  await page.getByRole("button", { name: "Remove clinvar" }).click();
  await openTab(page, "disease");
  assert.match(await page.locator(".needs").innerText(), /a ClinVar list is needed/);
  await page.getByRole("button", { name: "Wipe" }).click();
  await screen(page, "start");
  await workers(page, 0);
  assert.equal(await page.locator(".chosen").count(), 0);
  // Of the choice nothing is left in the browser either.
  const { local, session, databases, address, state } = await kept(page);
  assert.deepEqual([local, session, databases, address, state], [0, 0, 0, home, null]);
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "dark"],
  ["en-US", 320, "light"],
]) {
  test(`axe finds nothing, and nothing is wider than the page: ${locale}, ${width}`, async (t) => {
    const { page } = await openPage(t, {
      browser: await chromium,
      locale,
      width,
      colorScheme,
      ...WITH_AXE,
    });
    const look = async (name) => assert.deepEqual(await barriers(page), [], name);
    await look("all");
    await page.locator(field).fill("SMA");
    await press(page, "Enter");
    await page.locator(".chosen summary").click();
    await look("chosen");
    await page.locator(field).fill("57");
    await press(page, "Enter");
    await look("refused");
    await page.setInputFiles(".needs .file-input", await clinvar(t));
    await page.locator(".base").waitFor();
    await look("with a list");
    await openTab(page, "own");
    await look("own");
    await openTab(page, "other");
    await look("other");
  });
}
