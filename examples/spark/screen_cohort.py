"""Screens a folder of genomes on Apache Spark, and merges what each has to one cohort.

    spark-submit screen_cohort.py GENOMES... --panel clinvar.gsp --out cohort.parquet

Each task runs the command `genosieve` over its share of the files, with one panel in memory, and merges the states to
counts. The counts of all tasks are merged in a tree (`treeReduce`); merging in any order gives the same bytes, so a task
that is run again changes nothing. Executors need `genosieve` and the panel (`--files` of spark-submit hands out both), and
see the genomes under the same paths, or copy them by `--fetch`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterable, Iterator

EXTENSIONS = (".vcf", ".vcf.gz", ".vcf.bgz", ".gvcf", ".gvcf.gz", ".gvcf.bgz", ".bcf")
# Exit codes of `genosieve screen`: answered, and incomplete files, of which there is a report.
ANSWERED = (0, 5)


class Unanswered(Exception):
    """A file could not be answered: counts without it would be wrong in silence."""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def merge(tool: str, cohorts: Iterable[bytes]) -> bytes:
    """One cohort file of counts from several of any kind."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, cohort in enumerate(cohorts):
            paths.append(os.path.join(folder, f"{number}.gsc"))
            Path(paths[-1]).write_bytes(cohort)
        out = os.path.join(folder, "merged")
        done = run(tool, "merge", *paths, "--format", "cohort", "-o", out)
        if done.returncode != 0:
            raise Unanswered(done.stderr)
        return Path(out).read_bytes()


def fetched(path: str, command: str | None, folder: str) -> str:
    """The path itself, or that of a copy which a command such as `aws s3 cp {} {}` makes."""
    if command is None:
        return path
    copy = os.path.join(folder, os.path.basename(path))
    filled = [part for part in command.split()]
    for value in (path, copy):
        filled[filled.index("{}")] = value
    subprocess.run(filled, check=True)
    return copy


def screen(paths: Iterable[str], args: argparse.Namespace) -> Iterator[bytes]:
    """The counts of a share of the files; nothing of none."""
    with tempfile.TemporaryDirectory() as folder:
        local = [fetched(path, args.fetch, folder) for path in paths]
        if not local:
            return
        listed = os.path.join(folder, "list")
        Path(listed).write_text("".join(f"{path}\n" for path in local))
        out = os.path.join(folder, "out")
        done = run(
            args.genosieve, "screen", "--list", listed, "--panel", args.panel, "--out-dir", out,
            "--planes", "--jobs", "1", *args.option,
        )
        if done.returncode not in ANSWERED:
            raise Unanswered(done.stdout + done.stderr)
        merged = os.path.join(folder, "merged")
        done = run(args.genosieve, "merge", os.path.join(out, "planes"), "--format", "cohort", "-o", merged)
        if done.returncode != 0:
            raise Unanswered(done.stderr)
        yield Path(merged).read_bytes()


def genomes(given: Iterable[str]) -> list[str]:
    """Files as they are given, and those of folders and of listings (`@FILE`, a path or URL a line)."""
    found: list[str] = []
    for item in given:
        if item.startswith("@"):
            found += [line for line in Path(item[1:]).read_text().splitlines() if line]
        elif os.path.isdir(item):
            found += sorted(str(p.absolute()) for p in Path(item).rglob("*") if p.name.lower().endswith(EXTENSIONS))
        else:
            found.append(item)
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("genomes", nargs="+", metavar="GENOMES", help="files, folders, or @FILE with a path a line")
    parser.add_argument("--panel", required=True, help="a compiled panel, at this path on every executor")
    parser.add_argument("--out", required=True, help="where to write the counts: .parquet, .tsv, .json or .gsc")
    parser.add_argument("--genosieve", default="genosieve", help="the command, at this path on every executor")
    parser.add_argument("--min-count", type=int, default=0, help="do not show counts from 1 to N - 1")
    parser.add_argument("--files-a-task", type=int, default=32, metavar="N")
    parser.add_argument("--fetch", metavar="COMMAND", help="copies a genome to the executor, as in 'aws s3 cp {} {}'")
    parser.add_argument("--option", action="append", default=[], help="an option of `genosieve screen`, as in --option=--min-gq=30")
    return parser.parse_args()


def write(cohort: bytes, args: argparse.Namespace) -> None:
    """Writes the counts in the form that the name says."""
    if args.out.endswith(".gsc"):
        Path(args.out).write_bytes(cohort)
        return
    with tempfile.NamedTemporaryFile(suffix=".gsc") as merged:
        merged.write(cohort)
        merged.flush()
        form = os.path.splitext(args.out)[1][1:]
        done = run(
            args.genosieve, "merge", merged.name, "--panel", args.panel, "--format", form,
            "--min-count", str(args.min_count), "-o", args.out,
        )
        if done.returncode != 0:
            raise Unanswered(done.stderr)


def main() -> None:
    from pyspark.sql import SparkSession

    args = arguments()
    paths = genomes(args.genomes)
    if not paths:
        sys.exit("there are no genomes")
    context = SparkSession.builder.appName("genosieve").getOrCreate().sparkContext
    tasks = -(-len(paths) // args.files_a_task)
    counts = context.parallelize(paths, tasks).mapPartitions(lambda share: screen(share, args))
    cohort = counts.treeReduce(lambda one, other: merge(args.genosieve, [one, other]))
    # One share alone was never merged; this makes it the same bytes.
    write(merge(args.genosieve, [cohort]), args)
    context.stop()


if __name__ == "__main__":
    main()
