import { promotionOrder } from './promotion-order';

/** The order of environments in a picture. `'b after a'` means: the file of b says that b is promoted after a. */
const orderOf = (picture: string) => {
  const said = picture.split(', ').map((each) => each.split(' after ') as [string, string?]);
  return promotionOrder(new Map(said.map(([name, before]) => [name, before])), (name) => `${name}.ts`);
};

test.each([
  ['local', ['local']],
  ['prod after staging, staging after dev, dev after local, local', ['local', 'dev', 'staging', 'prod']],
  ['prod after dev, dev after local, try after local, local', ['local', 'dev', 'try', 'prod']],
])('%s gives the order %j', (picture, order) => {
  expect(orderOf(picture)).toEqual(order);
});

test.each([
  ['local, dev after lokal', 'dev.ts: promotedAfter is "lokal", which is no environment'],
  ['local, dev', 'dev.ts and local.ts have no promotedAfter, and only one environment is the first'],
  ['local, b after c, c after b, d after c', 'b.ts, c.ts: promotedAfter leads back to where it began'],
  ['a after a', 'a.ts: promotedAfter leads back to where it began'],
])('%s is refused', (picture, problem) => {
  expect(() => orderOf(picture)).toThrow(
    expect.objectContaining({
      code: 'InvalidPromotion',
      message: expect.stringContaining(`\n  ${problem}`),
      next: expect.stringContaining('correct promotedAfter'),
    }),
  );
});
