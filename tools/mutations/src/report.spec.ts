import { type MutationResult, reportOf, shortcomings } from './report';

/** Results with some survivors, by engine. */
const results = (caught: number, survived: number, engines: MutationResult['engine'][] = ['cdk', 'cdktf']) =>
  Array.from({ length: caught + survived }, (_, index): MutationResult => ({
    engine: engines[index % engines.length] ?? 'cdk',
    stack: 'a/b@primary',
    resource: `r${index}`,
    change: 'removed',
    caughtBy: index < caught ? ['a-rule'] : [],
  }));
const missing = (...args: Parameters<typeof results>) => shortcomings(reportOf('prod', results(...args)));

test('survivors are listed', () => {
  expect(reportOf('prod', results(3, 1))).toMatchObject({
    mutations: 4,
    caught: 3,
    share: 0.75,
    survivors: [{ resource: 'r3' }],
  });
});

test.each([
  ['enough mutations, nearly all caught', results(95, 5), []],
  ['too many survivors', results(94, 6), ['94.0 % were caught; the target is 95 %.']],
  ['too few mutations', results(99, 0), ['99 mutations are fewer than 100.']],
] as const)('%s', (_, all, expected) => {
  expect(shortcomings(reportOf('prod', all))).toEqual(expected);
});

test('both engines need broken stacks', () => {
  expect(missing(100, 0, ['cdk'])).toEqual(['No stack of cdktf was broken.']);
});
