import { Refusal } from '../protocol/messages';

/** The HTTP calls of docs/protocol.md, with the page's token. */
export class Http {
  constructor(private readonly token: string | null) {}

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.fetch(method, path, body);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async blob(path: string): Promise<Blob> {
    return (await this.fetch('GET', path)).blob();
  }

  /** Bytes `from` up to but not including `to`; the whole without them. */
  async bytes(path: string, range?: { from: number; to: number }, signal?: AbortSignal): Promise<ArrayBuffer> {
    const headers = range ? { Range: `bytes=${range.from}-${range.to - 1}` } : undefined;
    return (await this.fetch('GET', path, undefined, headers, signal)).arrayBuffer();
  }

  private async fetch(
    method: string,
    path: string,
    body?: unknown,
    extra: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    const headers: Record<string, string> = { ...extra };
    if (this.token !== null) {
      headers.Authorization = `Bearer ${this.token}`;
    }
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const init: RequestInit = { method, headers, credentials: 'omit', cache: 'no-store' };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
    }
    if (signal !== undefined) {
      init.signal = signal;
    }
    let response: Response;
    try {
      response = await fetch(path, init);
    } catch (problem) {
      if (signal?.aborted) {
        throw problem;
      }
      throw new Refusal('network', '');
    }
    if (!response.ok) {
      throw await refusalOf(response);
    }
    return response;
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  try {
    const { error } = (await response.json()) as { error?: { code?: string; message?: string } };
    return new Refusal(error?.code ?? `http_${response.status}`, error?.message ?? '');
  } catch {
    return new Refusal(`http_${response.status}`, '');
  }
}
