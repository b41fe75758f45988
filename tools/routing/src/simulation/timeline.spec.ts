import { Timeline } from './timeline';

/** `a 0 b 10 a`: `a` at first, `b` from second 0 on, `a` again from second 10 on. */
function timeline(picture: string): Timeline<string> {
  const [first = '', ...rest] = picture.split(' ');
  const changes = rest.flatMap((word, index) =>
    index % 2 === 0 ? [[Number(word), rest[index + 1]] as const] : [],
  );
  return Timeline.sampled(
    changes.map(([at]) => at),
    (second) => changes.findLast(([at]) => at <= second)?.[1] ?? first,
  );
}

const picture = ({ steps }: Timeline<string>) =>
  steps.map(({ at, value }) => (at === -Infinity ? value : `${at} ${value}`)).join(' ');

test('a step to the same value is no step', () => {
  expect(picture(timeline('a 0 a 5 b 7 b'))).toBe('a 5 b');
});

test('a value holds until the next one', () => {
  const over = timeline('a 0 b 10 c');

  expect([-1, 0, 9, 10, 1000].map((second) => over.at(second))).toEqual(['a', 'b', 'b', 'c', 'c']);
});

test.each([
  ['a change that lasts', 'a 0 b', 'a 30 b'],
  ['a change that ends before it is noticed', 'a 0 b 29 a', 'a'],
  ['a change that ends as it is noticed', 'a 0 b 30 a', 'a'],
  ['there and back', 'a 0 b 100 a', 'a 30 b 130 a'],
  ['an end that is not noticed', 'a 0 b 100 a 110 b', 'a 30 b'],
])('%s settles', (_, before, after) => {
  expect(picture(timeline(before).settled(() => 30))).toBe(after);
});

test('a value settles in its own time', () => {
  const settled = timeline('a 0 b 100 a').settled((value) => (value === 'b' ? 10 : 50));

  expect(picture(settled)).toBe('a 10 b 150 a');
});

test.each([
  ['one answer', 'a', 'a'],
  ['an answer that is kept', 'a 0 b', 'a 60 b'],
  ['answers that change faster than they are forgotten', 'a 0 b 10 a', 'a 60 b 70 a'],
])('the oldest answer that may still be held: %s', (_, before, after) => {
  expect(picture(timeline(before).heldFor(() => 60))).toBe(after);
});

test('an answer that is kept for a shorter time than the one before is not seen', () => {
  const held = timeline('a 0 b 10 c').heldFor((value) => (value === 'a' ? 60 : 5));

  expect(picture(held)).toBe('a 60 c');
});

test('several timelines make one', () => {
  const both = Timeline.combined([timeline('a 0 b'), timeline('x 5 y')], (values) => values.join(''));

  expect(picture(both)).toBe('ax 0 bx 5 by');
  expect(picture(timeline('a 0 b').with(timeline('x 5 y'), (one, other) => one + other))).toBe(
    'ax 0 bx 5 by',
  );
});
