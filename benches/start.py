#!/usr/bin/env python3
"""Milliseconds from starting the program to its first painted frame, under Xvfb.

    benches/start.py [BINARY] [RUNS]

Xvfb keeps its screen in a file, which is looked at every millisecond: a frame is painted as soon as the middle of the
screen is no longer black. Needs Xvfb. Prints every run and the median.
"""
import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT = 1400, 880


def first_frame_ms(binary, screen, env):
    started = time.monotonic()
    program = subprocess.Popen([binary], env=env, stderr=subprocess.DEVNULL)
    try:
        middle = len(screen) - (HEIGHT // 2) * WIDTH * 4 - WIDTH * 2
        while time.monotonic() - started < 30:
            if any(screen[middle:middle + 3]):
                return (time.monotonic() - started) * 1000
            time.sleep(0.001)
        sys.exit("no frame within 30 s")
    finally:
        program.terminate()
        program.wait()


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else "target/release/rolechart"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    with tempfile.TemporaryDirectory() as folder:
        display = f":{200 + os.getpid() % 800}"
        env = dict(os.environ, DISPLAY=display, HOME=folder, XDG_CONFIG_HOME=folder)
        env.pop("WAYLAND_DISPLAY", None)
        times = []
        for _ in range(runs):
            command = ["Xvfb", display, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder]
            server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            time.sleep(1)
            try:
                with open(f"{folder}/Xvfb_screen0", "rb") as file:
                    screen = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                    times.append(first_frame_ms(binary, screen, env))
            finally:
                server.terminate()
                server.wait()
    print(" ".join(f"{ms:.0f}" for ms in times), "ms")
    print(f"median {statistics.median(times):.0f} ms of {runs} runs")


main()
