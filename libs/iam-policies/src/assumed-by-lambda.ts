/**
 * Trusts Lambda. Lambda does not pass the function for which it assumes a role, so a condition would lock Lambda out.
 */
export const assumedByLambda = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Lambda',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
} as const;
