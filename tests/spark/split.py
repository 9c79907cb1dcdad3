"""Writes each sample of a VCF as a file of its own: split.py VCF FOLDER."""

import gzip
import sys
from pathlib import Path

source, folder = sys.argv[1:]
Path(folder).mkdir(parents=True, exist_ok=True)
files = []
meta = []
with gzip.open(source, "rt") as lines:
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if line.startswith("##"):
            meta.append(line)
            continue
        if not files:
            for number in range(len(cells) - 9):
                files.append(gzip.open(Path(folder, f"{number:05}.vcf.gz"), "wt", compresslevel=1))
                files[-1].writelines(meta)
        head = "\t".join(cells[:9])
        for out, cell in zip(files, cells[9:]):
            out.write(f"{head}\t{cell}\n")
for out in files:
    out.close()
