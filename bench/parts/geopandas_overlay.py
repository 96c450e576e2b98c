"""GeoPandas' overlay of clues with each layer, timed without reading.

Reads outlines as files of little-endian (length, EWKB) pairs; prints seconds of all overlay steps and the m² found in the first layer.
"""
import struct
import sys
import time
import warnings

import geopandas
import shapely
from shapely import wkb

warnings.filterwarnings("ignore")


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    shapes, at = [], 0
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        shapes.append(wkb.loads(data[at + 4 : at + 4 + size]))
        at += 4 + size
    # The plane is of no matter for the time; degrees are what the files hold.
    return geopandas.GeoDataFrame({"no": range(len(shapes))}, geometry=shapes, crs="EPSG:4490")


clues, *layers = [read(path) for path in sys.argv[1:]]
seconds, m2 = 0.0, []
for layer in layers:
    started = time.perf_counter()
    cut = geopandas.overlay(clues, layer, how="intersection")
    seconds += time.perf_counter() - started
    m2.append(cut.to_crs("+proj=cea +ellps=GRS80").area.sum())
print(seconds, m2[0], geopandas.__version__, shapely.__version__)
