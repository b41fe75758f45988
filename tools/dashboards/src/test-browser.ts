import { rmSync } from 'node:fs';
import { type Browser, launch } from 'puppeteer-core';

/** Where something is on the page, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A widget as a browser draws it. */
export interface DrawnWidget {
  readonly card: Box;
  readonly title: string | undefined;
  readonly texts: readonly (Box & {
    readonly words: string;
    readonly colour: string;
    readonly size: number;
  })[];
}

/** A picture as a browser draws it. */
export interface DrawnPicture {
  readonly page: Box;
  readonly paper: string;
  readonly card: string;
  readonly widgets: readonly DrawnWidget[];
}

export type Scheme = 'light' | 'dark';

/** Opens the Chromium of a package where it has one, which is Linux on x64, and otherwise the Chrome of the machine. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return launch({ headless: 'shell', channel: 'chrome' });
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  const options = { headless: 'shell', executablePath, args: chromium.args } as const;
  return launch(options).catch(async () => {
    // The package unpacks Chromium once for the machine. A run that was killed meanwhile leaves a part of it.
    rmSync(executablePath, { force: true });
    await chromium.executablePath();
    return launch(options);
  });
}

/**
 * Lets a browser draw a picture as a README does, which is without scripts, and looks at where everything is.
 *
 * @throws Error if the picture is not well-formed XML, or asks for anything outside of itself
 */
export async function drawnIn(browser: Browser, picture: string, scheme: Scheme): Promise<DrawnPicture> {
  const page = await browser.newPage();
  try {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // As a document of its own and not in a page of HTML, whose parser forgives what XML does not.
    await page.goto(`data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`);
    const outside = asked.filter((url) => !url.startsWith('data:'));
    if (outside.length > 0) throw new Error(`The picture asks for ${outside.join(', ')}.`);
    return await page.evaluate(look);
  } finally {
    await page.close();
  }
}

/** What `look` uses of a browser. The types of all of it would be known to the whole workspace. */
interface PageElement {
  readonly textContent: string | null;
  readonly outerHTML: string;
  getBoundingClientRect(): Box;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const document: PageElement & { readonly documentElement: PageElement };
declare function getComputedStyle(element: PageElement): { readonly fill: string; readonly fontSize: string };

/** Runs in the browser. */
function look(): DrawnPicture {
  const boxOf = (element: PageElement): Box => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const fillOf = (element: PageElement) => getComputedStyle(element).fill;
  const one = (within: PageElement, selector: string): PageElement => {
    const found = within.querySelector(selector);
    if (!found)
      throw new Error(`The picture has no ${selector}: ${document.documentElement.outerHTML.slice(0, 300)}`);
    return found;
  };
  if (document.querySelector('parsererror')) throw new Error(document.documentElement.textContent ?? '');
  return {
    page: boxOf(document.documentElement),
    paper: fillOf(one(document, 'rect.page')),
    card: fillOf(one(document, 'rect.card')),
    widgets: [...document.querySelectorAll('g[data-widget]')].map((widget) => ({
      card: boxOf(one(widget, 'rect.card')),
      title: widget.querySelector('[data-title]')?.textContent ?? undefined,
      texts: [...widget.querySelectorAll('text')].map((text) => ({
        ...boxOf(text),
        words: text.textContent ?? '',
        colour: fillOf(text),
        size: Number.parseFloat(getComputedStyle(text).fontSize),
      })),
    })),
  };
}
