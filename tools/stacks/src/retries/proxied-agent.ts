import { type ClientRequest } from 'node:http';
import { globalAgent, type Agent as HttpsAgent } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** Ways to a host of AWS: by the proxy that `HTTPS_PROXY` names, or straight where `NO_PROXY` leaves the host out. */
class ProxiedAgent extends Agent {
  private readonly byProxy = new Map<string, HttpsProxyAgent<string>>();

  connect(_: ClientRequest, { host = '' }: AgentConnectOpts): HttpsAgent | HttpsProxyAgent<string> {
    const proxy = proxyFor(host);
    if (proxy === '') return globalAgent;
    const agent = this.byProxy.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true });
    this.byProxy.set(proxy, agent);
    return agent;
  }
}

/**
 * The agent by which the tool's own clients reach AWS where a proxy stands between: the SDK for JavaScript looks at none
 * of these variables by itself, whereas Terraform and CDK do.
 */
export const proxiedAgent = new ProxiedAgent({ keepAlive: true });

/** URL of the proxy for a host; empty where there is none. */
function proxyFor(host: string): string {
  const proxy = getProxyForUrl(`https://${host}`);
  const written = process.env['https_proxy'] ?? process.env['HTTPS_PROXY'] ?? '';
  // `proxy:3128` is spoken to in plain text by Terraform, and by every other program.
  return written.includes('://') ? proxy : proxy.replace(/^https:/, 'http:');
}
