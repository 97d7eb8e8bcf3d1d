# syntax=docker/dockerfile:1
# Front-end packages from the lock.
FROM node:24-slim AS voorkant
WORKDIR /bouw
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

# Python packages from the lock, and the static files made ready.
FROM python:3.14-slim AS bouw
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes --no-deps -r requirements.txt
COPY . .
COPY --from=voorkant /bouw/node_modules node_modules
RUN python -m marktplein.ingebed.assets && rm -rf node_modules \
 && python -m marktplein.vertalingen maak \
 && DJANGO_SETTINGS_MODULE=marktplein.settings.bouw python manage.py collectstatic --noinput \
 && python -m compileall -q marktplein aanbod vraag facilitair gemeenten

FROM python:3.14-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=marktplein.settings.productie \
    BIND_ADRES=0.0.0.0 \
    PORT=8000
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin marktplein
COPY --from=bouw /opt/venv /opt/venv
COPY --from=bouw /app /app
WORKDIR /app
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["gunicorn", "-c", "python:marktplein.gunicorn", "marktplein.wsgi"]
