import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser } from 'puppeteer-core';
import { type Box, drawnIn, openBrowser, type Scheme } from '../test-browser';
import { testDashboard } from '../test-dashboard';
import { dashboardPicture } from './dashboard-picture';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const pictures = {
  'a dashboard with long words': dashboardPicture('Overview <of> & "all"', testDashboard),
  'the picture in the README': readFileSync(join(__dirname, '../../../../docs/overview.svg'), 'utf8'),
};
const schemes: readonly Scheme[] = ['light', 'dark'];
const cases = Object.entries(pictures).flatMap(([name, picture]) =>
  schemes.map((scheme) => [name, scheme, picture] as const),
);

const isInside = (inner: Box, outer: Box) =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;
const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
/** Pairs of boxes that overlap. */
const overlaps = <Part extends Box>(boxes: readonly Part[]) =>
  boxes.flatMap((box, index) =>
    boxes.slice(index + 1).flatMap((other) => (overlap(box, other) ? [[box, other]] : [])),
  );

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? [])
    .map((part) => Number(part) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(cases)('in a browser, %s, %s', (_, scheme, picture) => {
  const drawn = () => drawnIn(browser, picture, scheme);

  test('no widget leaves the page, and no widget overlaps another one', async () => {
    const { page, widgets } = await drawn();

    expect(widgets.length).toBeGreaterThan(4);
    for (const { card } of widgets) expect(isInside(card, page)).toBe(true);
    expect(overlaps(widgets.map(({ card }) => card))).toEqual([]);
  });

  test('no text leaves its widget, and no text overlaps another one', async () => {
    const { widgets } = await drawn();

    for (const { card, texts } of widgets) {
      expect(texts.filter((text) => !isInside(text, card))).toEqual([]);
      expect(overlaps(texts)).toEqual([]);
    }
  });

  test('every text is large enough, and differs enough from its paper', async () => {
    const { paper, card, widgets } = await drawn();
    const texts = widgets.flatMap((widget) => widget.texts);

    expect(luminance(paper) > 0.5).toBe(scheme === 'light');
    // https://www.w3.org/TR/WCAG22/#contrast-minimum
    expect(texts.filter(({ colour }) => contrast(colour, card) < 4.5)).toEqual([]);
    expect(texts.filter(({ size, words }) => size < 6 || words === '')).toEqual([]);
  });
});

test('every widget of a dashboard has its title and its labels in the picture', async () => {
  const { widgets } = await drawnIn(browser, pictures['a dashboard with long words'], 'light');

  expect(widgets.map(({ title }) => title)).toEqual(
    testDashboard.widgets.map((widget) => (widget.type === 'text' ? undefined : widget.properties.title)),
  );
  const words = widgets.map(({ texts }) => texts.map((text) => text.words));
  expect(words[0]).toEqual(['eu-west-1, <primary> & more', 'Everything']);
  expect(words[1]).toContain('bulkhead-staging-observability-page-data');
  expect(words[2]).toEqual(expect.arrayContaining(['Objective 1', 'Objective 2']));
  // A limit far above what is drawn is said in words.
  expect(words[3]).toContain('Pages somebody: 300k');
  expect(words[4]).toContain('Used up');
});

test('what the browser finds is found: a text that is too long, and a picture that is no XML', async () => {
  const picture = pictures['a dashboard with long words'];
  const tooLong = picture.replace('>Pages of eu-west-1<', `>${'Pages of eu-west-1 '.repeat(20)}<`);
  const { widgets } = await drawnIn(browser, tooLong, 'light');

  expect(widgets.flatMap(({ card, texts }) => texts.filter((text) => !isInside(text, card)))).toHaveLength(1);
  await expect(drawnIn(browser, picture.replace('&lt;of&gt;', '<of>'), 'light')).rejects.toThrow();
  await expect(
    drawnIn(
      browser,
      picture.replace('</svg>', '<image href="http://localhost:9/x.png" width="1" height="1"/></svg>'),
      'light',
    ),
  ).rejects.toThrow('asks for http://localhost:9/x.png');
});

test('the same dashboard gives the same bytes, with a title and a description, and without scripts', () => {
  for (const picture of Object.values(pictures)) {
    expect(picture).toMatch(
      /^<svg [^>]*role="img"[^>]*>\n<title id="title">.+<\/title>\n<desc id="description">.+<\/desc>\n/,
    );
    expect(picture).not.toMatch(/<script|<image|<foreignObject|@import|url\(|href=/);
  }
  expect(dashboardPicture('Overview <of> & "all"', testDashboard)).toBe(
    pictures['a dashboard with long words'],
  );
});
