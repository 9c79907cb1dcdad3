/** Files of a disk, for Node. */
import { open, type FileHandle } from "node:fs/promises";

/** What of a file tells that it is another one than before. */
interface Stamp {
  size: number;
  mtimeMs: number;
}

/** Opens a file, and looks at what it opened. */
async function opened(path: string): Promise<{ file: FileHandle; stamp: Stamp }> {
  const file = await open(path);
  try {
    const { size, mtimeMs } = await file.stat();
    return { file, stamp: { size, mtimeMs } };
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/**
 * A file as a `Blob` that is read straight into the buffers of its reader. Node's own (`openAsBlob`) makes one of each
 * 64 KiB, which beside the memory of a panel keeps the garbage collector running. What looks into a Blob without its
 * methods (another Blob, a clone) finds it empty.
 */
export class DiskFile extends Blob {
  override readonly size: number;
  readonly path: string;
  readonly #from: number;
  readonly #stamp: Stamp;

  private constructor(path: string, stamp: Stamp, from: number, to: number) {
    super();
    this.path = path;
    this.size = to - from;
    this.#from = from;
    this.#stamp = stamp;
  }

  /** The file at a path as it is now. Rejects as the system does where it cannot be opened. */
  static async at(path: string): Promise<DiskFile> {
    const { file, stamp } = await opened(path);
    await file.close();
    return new DiskFile(path, stamp, 0, stamp.size);
  }

  override slice(start = 0, end = this.size): DiskFile {
    const within = (at: number) => Math.min(Math.max(at < 0 ? this.size + at : at, 0), this.size);
    const from = this.#from + within(start);
    return new DiskFile(this.path, this.#stamp, from, Math.max(from, this.#from + within(end)));
  }

  /** Fails where the file was changed since, as browsers do. */
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let file: FileHandle | undefined;
    let at = this.#from;
    const end = at + this.size;
    const filled = async (view: ArrayBufferView) => {
      file ??= await this.#open();
      const space = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      const { bytesRead } = await file.read(space, 0, Math.min(space.length, end - at), at);
      at += bytesRead;
      return bytesRead;
    };
    const close = async () => file?.close();
    return new ReadableStream({
      type: "bytes",
      autoAllocateChunkSize: 1 << 16,
      pull: async (controller) => {
        const request = controller.byobRequest;
        if (!request?.view) throw new TypeError("a stream of bytes has a view to fill");
        try {
          const read = await filled(request.view);
          if (read === 0) {
            await close();
            controller.close();
          }
          request.respond(read);
        } catch (cause) {
          await close();
          throw cause;
        }
      },
      cancel: close,
    });
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.stream()).arrayBuffer();
  }

  override text(): Promise<string> {
    return new Response(this.stream()).text();
  }

  async #open(): Promise<FileHandle> {
    const { file, stamp } = await opened(this.path);
    if (stamp.size === this.#stamp.size && stamp.mtimeMs === this.#stamp.mtimeMs) return file;
    await file.close();
    throw new DOMException(`${this.path} was changed`, "NotReadableError");
  }
}
