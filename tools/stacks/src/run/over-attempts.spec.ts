import { EngineFailure } from '../engines/engine-failure';
import { type EngineRequest } from '../engines/engine';
import { overAttempts } from './over-attempts';

const request = {} as EngineRequest;
const counts = (added: number, changed = 0, destroyed = 0) => ({ added, changed, destroyed });
const disturbed = new EngineFailure('TerraformFailed', 'Rate exceeded', 'throttling');

test('the touched resources of failed attempts count together with those of the last one', async () => {
  const call = overAttempts(
    jest
      .fn()
      .mockRejectedValueOnce(disturbed.having(counts(12)))
      .mockRejectedValueOnce(disturbed.having(counts(1, 0, 1)))
      .mockResolvedValueOnce(counts(5, 2)),
  );

  await expect(call(request)).rejects.toMatchObject({ code: 'TerraformFailed', touched: counts(12) });
  await expect(call(request)).rejects.toMatchObject({ kind: 'throttling' });
  expect(await call(request)).toEqual(counts(18, 2, 1));
});

test('a failure with unknown resources adds nothing', async () => {
  const call = overAttempts(
    jest
      .fn()
      .mockRejectedValueOnce(new Error('ECONNRESET'))
      .mockRejectedValueOnce(disturbed)
      .mockResolvedValueOnce(counts(3)),
  );

  await expect(call(request)).rejects.toThrow('ECONNRESET');
  await expect(call(request)).rejects.toThrow('Rate exceeded');
  expect(await call(request)).toEqual(counts(3));
});
