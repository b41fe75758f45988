import { sampledLines } from './sampled-lines';

test('a sample of 100 percent is the whole file, without parts', () => {
  expect(sampledLines('src/run.ts', 100, 100)).toEqual(['src/run.ts']);
});

test('a sample is the same each time, has about the requested share, and contains no line twice', () => {
  const files = Array.from({ length: 200 }, (_, index) => `src/file-${index}.ts`);
  const draw = () => files.flatMap((file) => sampledLines(file, 100, 20));
  const parts = draw();
  const lines = parts.map((part) => /:(\d+)-(\d+)$/.exec(part)?.slice(1).map(Number) ?? []);
  const drawn = lines.reduce((sum, [first = 0, last = 0]) => sum + last - first + 1, 0);

  expect(draw()).toEqual(parts);
  expect(new Set(parts).size).toBe(parts.length);
  expect(drawn / (200 * 100)).toBeGreaterThan(0.17);
  expect(drawn / (200 * 100)).toBeLessThan(0.23);
  for (const [first = 0, last = 0] of lines) {
    expect(last).toBeGreaterThanOrEqual(first);
    expect(last).toBeLessThanOrEqual(100);
  }
});
