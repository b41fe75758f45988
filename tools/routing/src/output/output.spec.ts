import { readRouting } from '../reading/read-routing';
import { simulateAll } from '../simulation/simulate-all';
import { type Shape, synthesizedShape } from '../testing';
import { answersJson } from './answers-json';
import { markdownSection, titleOf, withSection } from './document';
import { textTable } from './table';
import { timelinePicture } from './timeline-picture';

function simulated(shape: Shape) {
  const routing = readRouting(synthesizedShape(shape));
  return { routing, all: simulateAll(routing) };
}

const latency: Shape = { policy: 'latency', cdn: true };
const weighted: Shape = { policy: 'weighted', cdn: false };

test('a terminal gets a row for each scenario, and a column for clients of the same answers', () => {
  const [head, first, ...others] = textTable(simulated(latency).all);

  expect(head?.split(/ {2,}/)).toEqual([
    'scenario',
    'GET, POST /api/* near primary',
    'GET, POST /api/* near dr',
    'GET /*',
    'Moved after',
  ]);
  expect(first?.split(/ {2,}/)).toEqual([
    'endpoint-down',
    'primary → 0 s none (primary) → 105 s dr',
    'dr',
    'primary',
    '105 s',
  ]);
  expect(others).toHaveLength(18);
});

test('a document gets the longest time, the picture and a table whose columns have one width', () => {
  const { routing, all } = simulated(latency);
  const section = markdownSection(routing, all, 'routing.svg');

  expect(section).toContain(
    'Routing of qa: primary eu-west-1, dr eu-central-1. The longest that users need to leave a region: 310 s (Only the alarm of the region sees the fault).',
  );
  expect(section).toContain('](routing.svg)');
  expect(section).toMatch(/\| GET, POST \/api\/\\\* near primary +\|/);
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  expect(new Set(lines.map((line) => [...line].length)).size).toBe(1);
});

test('where there is one region, the document says that nobody is moved', () => {
  const { routing, all } = simulated({ policy: 'one region', cdn: true });

  expect(markdownSection(routing, all, 'routing.svg')).toContain(
    'No scenario moves users to another region.',
  );
});

describe('the place in a document', () => {
  const lines = ['<!-- begin: routing of qa -->', '<!-- end: routing of qa -->'] as const;

  test('is filled anew each time, and nothing else is touched', () => {
    const document = `before\n\n${lines.join('\n')}\n\nafter\n`;
    const once = withSection(document, 'qa', 'first', 'page.md');

    expect(once).toBe(`before\n\n${lines[0]}\n\nfirst\n\n${lines[1]}\n\nafter\n`);
    expect(withSection(once, 'qa', 'second', 'page.md')).toBe(once.replace('first', 'second'));
  });

  test.each([
    ['missing', ''],
    ['there twice', `${lines.join('\n')}\n${lines.join('\n')}`],
    ['in the wrong order', [...lines].reverse().join('\n')],
    ['that of another environment', lines.join('\n').replaceAll('qa', 'prod')],
  ])('is asked for if it is %s', (_, document) => {
    expect(() => withSection(document, 'qa', 'section', 'page.md')).toThrow(
      expect.objectContaining({ code: 'NoPlaceForPicture', next: expect.stringContaining(lines[0]) }),
    );
  });
});

describe('the picture', () => {
  const { routing, all } = simulated(weighted);
  const picture = timelinePicture(titleOf(routing), all);
  const bars = [
    ...picture.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="(#\w+)"/g),
  ];

  test('has the same bytes each time', () => {
    const again = simulated(weighted);

    expect(timelinePicture(titleOf(again.routing), again.all)).toBe(picture);
  });

  test('is well-formed', () => {
    const open: string[] = [];
    for (const [, close, name = '', self] of picture.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
    }
    expect(open).toEqual([]);
    expect(picture).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('divides a bar by weight, and paints in red what nobody serves', () => {
    const [before, beside, lost] = bars.slice(3);
    const [, x, , width, , blue] = before ?? [];

    expect([before, beside].map((bar) => Number(bar?.[4]))).toEqual([10.8, 1.2]);
    expect(new Set([before, beside, lost].map((bar) => bar?.[5])).size).toBe(3);
    // The fault begins where the time before it ends.
    expect(Number(lost?.[1])).toBe(Number(x) + Number(width));
    expect(blue).toBe('#2563a8');
  });

  test('says in words what happens after its end', () => {
    expect(picture).toContain('>dr at 3658 s</text>');
  });
});

test('other programs get every client of every scenario', () => {
  const { routing, all } = simulated({ policy: 'failover', cdn: true, domain: false });
  const json = JSON.parse(answersJson(routing, all)) as { scenarios: { name: string }[] };

  expect(json).toMatchObject({ environment: 'qa', regions: { primary: 'eu-west-1', dr: 'eu-central-1' } });
  expect(json.scenarios.find(({ name }) => name === 'region-down')).toEqual({
    name: 'region-down',
    title: 'The region is down',
    movedAfterSeconds: null,
    answers: [
      { client: 'GET /api/*', servedBy: 'primary → 0 s none (primary)' },
      { client: 'POST /api/*', servedBy: 'primary → 0 s none (primary)' },
      { client: 'GET /*', servedBy: 'primary → 0 s dr' },
    ],
  });
});
