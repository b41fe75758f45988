import { Refusal } from './bulkhead-error';
import { Problems, Unfit } from './problems';

const problems = () => new Problems<{ readonly address: string }>(({ address }) => address);
const items = [{ address: 'b' }, { address: 'a' }, { address: 'c' }];

test('what is fit is read, and everything that is not is said at once, in order', () => {
  const found = problems();
  const read = found.collect(items, ({ address }) => {
    if (address !== 'c') throw new Unfit('it has no name');
    return address;
  });
  found.add({ address: 'd' }, 'it stands alone');

  expect(read).toEqual(['c']);
  const refuse = () =>
    found.refuse((all) => new Refusal('UnfitThings', all.join('\n'), { next: 'correct them' }));
  expect(refuse).toThrow(
    expect.objectContaining({
      code: 'UnfitThings',
      message: 'a: it has no name\nb: it has no name\nd: it stands alone',
      next: 'correct them',
    }),
  );
});

test('nothing is refused where nothing is wrong', () => {
  expect(() =>
    problems().refuse(() => new Refusal('UnfitThings', 'none', { next: 'nothing' })),
  ).not.toThrow();
});

test('another error is no problem of an item', () => {
  const read = () => {
    throw new TypeError('a fault of the reader');
  };
  expect(() => problems().collect(items, read)).toThrow(TypeError);
});
