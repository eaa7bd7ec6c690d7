"""The library of documents that towns share: specifications, deliberations, agreements …"""
