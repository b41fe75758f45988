import { otherUser, ownerOf } from './user-names';

test.each([
  ['orders', 'orders_clone', 'orders'],
  ['orders_clone', 'orders', 'orders'],
  ['x'.repeat(57), `${'x'.repeat(57)}_clone`, 'x'.repeat(57)],
])('P1.3: %s alternates with %s', (username, other, owner) => {
  expect(otherUser(username)).toBe(other);
  expect(ownerOf(username)).toBe(owner);
});

test.each(['x'.repeat(58), 'ü'.repeat(29)])('P1.3: %s leaves no room for a clone', (username) => {
  expect(() => otherUser(username)).toThrow(expect.objectContaining({ code: 'UserNameTooLong' }));
});
