import { readOptions } from './options';

const known = ['tools/stacks', 'libs/errors'];

test('without options everything is mutated', () => {
  expect(readOptions([], known)).toEqual({
    projects: known,
    folders: [],
    concurrency: 2,
    fresh: false,
    sample: 100,
  });
});

test('options can name projects and folders', () => {
  expect(
    readOptions(
      ['--project', 'tools/stacks', '--folder', 'locks', '--folder', 'run', '--fresh', '--sample', '20'],
      known,
    ),
  ).toEqual({
    projects: ['tools/stacks'],
    folders: ['locks', 'run'],
    concurrency: 2,
    fresh: true,
    sample: 20,
  });
});

test.each([
  [['--project', 'apps/network'], /allowed: tools\/stacks, libs\/errors/],
  [['--concurrency', '0'], /a whole number from 1/],
  [['--sample', '0'], /a whole number from 1 to 100/],
  [['--sample', '101'], /a whole number from 1 to 100/],
  [['--fodler', 'locks'], /fodler/],
])('%j is refused', (argv, message) => {
  expect(() => readOptions(argv, known)).toThrow(
    expect.objectContaining({ code: 'InvalidOption', message: expect.stringMatching(message) }),
  );
});
