# One image per service: docker build --build-arg SERVICE=registry --target service .
# The operators' image, with the command line: docker build --target operator .
ARG PYTHON=3.13-slim-bookworm

FROM python:${PYTHON} AS uv
RUN python -m pip install --no-cache-dir --disable-pip-version-check uv==0.13.9 \
  && python -m venv /opt/hieuhoc

FROM uv AS for-services
COPY requirements/services.txt /tmp/requirements.txt
RUN uv pip sync --python /opt/hieuhoc/bin/python --require-hashes /tmp/requirements.txt

FROM uv AS for-operators
COPY requirements/laptop.txt /tmp/requirements.txt
RUN uv pip sync --python /opt/hieuhoc/bin/python --require-hashes /tmp/requirements.txt

FROM python:${PYTHON} AS ground
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin hieuhoc
ENV PATH=/opt/hieuhoc/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/srv
WORKDIR /srv
COPY shared/ shared/
USER 10001

FROM ground AS operator
COPY --from=for-operators /opt/hieuhoc /opt/hieuhoc
COPY services/ services/
COPY hieuhoc/ hieuhoc/
ENTRYPOINT ["python", "-m", "hieuhoc"]

FROM ground AS service
COPY --from=for-services /opt/hieuhoc /opt/hieuhoc
ARG SERVICE
COPY services/__init__.py services/
COPY services/${SERVICE}/ services/${SERVICE}/
ENV HIEUHOC_SERVICE=${SERVICE}
EXPOSE 8000 9000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=6 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9000/readyz', timeout=2)"]
ENTRYPOINT ["/bin/sh", "-c", "exec python -m services.$HIEUHOC_SERVICE \"$@\"", "service"]
CMD ["all"]
