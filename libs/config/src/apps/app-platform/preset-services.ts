import { type z } from 'zod';
import { type serviceSchema } from './service';

type Service = z.input<typeof serviceSchema>;

/** The container that stands in for the application: nginx, which answers at `/`. */
const placeholder = {
  image: 'public.ecr.aws/nginx/nginx:1.28.0',
  containerPort: 80,
  logRetentionDays: 365,
} as const;

/** P5.3: the smallest service that survives the loss of a zone. */
export const saasService: Service = {
  type: 'fargate',
  ...placeholder,
  cpu: 256,
  memory: 512,
  desiredCount: 2,
};

/** P1.4: two or more tasks, with a recorded shell. */
export const patientDataService: Service = {
  type: 'fargate',
  ...placeholder,
  cpu: 1024,
  memory: 2048,
  desiredCount: 2,
  scaling: { max: 10, cpuPercent: 60, memoryPercent: 70, requestsPerTarget: 1000 },
  shell: true,
  dr: { desiredCount: 1 },
};

/** P3: a service that reads and writes the data tier. The preset is about the data tier. */
export const hipaaDrService: Service = { ...saasService, dr: { desiredCount: 1 } };

/** P4.2: ECS instances, with the egress of P4.3. */
export const ecsEc2Service: Service = {
  type: 'ecs-ec2',
  ...placeholder,
  cpu: 512,
  memory: 1024,
  desiredCount: 2,
  scaling: { max: 8, cpuPercent: 60, memoryPercent: 70, requestsPerTarget: 1000 },
  egress: ['https', 'http', 'dns'],
  instances: { instanceType: 'm7i.large', min: 2, max: 6, targetCapacityPercent: 90 },
};

/**
 * P2.2: 2 to 10 instances of an Auto Scaling group, 3 at first. The placeholder image has no `/health` by default.
 */
export const webService: Service = {
  type: 'ec2-asg',
  ...placeholder,
  command: [
    'sh',
    '-c',
    [
      "echo 'events {} http { access_log /dev/stdout; server { listen 80;",
      'location = /health { return 200; } location / { root /usr/share/nginx/html; } } }',
      "' > /tmp/nginx.conf && exec nginx -c /tmp/nginx.conf -g 'daemon off;'",
    ].join(' '),
  ],
  healthPath: '/health',
  desiredCount: 3,
  instanceType: 't3.small',
  scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 75, requestsPerTarget: 1000 },
  // Active in both regions: each region serves its own users.
  dr: { desiredCount: 3 },
};
